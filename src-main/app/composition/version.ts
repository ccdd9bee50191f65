import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The version of the package that this code belongs to, in the sources as in a bundle. */
export function version(): string {
  let folder = import.meta.dirname
  for (;;) {
    try {
      return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
    } catch {
      const parent = join(folder, '..')
      if (parent === folder) return '0.0.0'
      folder = parent
    }
  }
}
