/** Finds Rexxfleet's own files, from wherever in the package the asking code was bundled to. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Installation {
  readonly root: string
  readonly version: string
  /** The built window. */
  readonly windowFiles: string
  /** The built main bundle of the desktop door. */
  readonly desktopBundle: string
}

function manifestAt(folder: string): { name?: string; version?: string } | null {
  const path = join(folder, 'package.json')
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { name?: string; version?: string })
    : null
}

/** Walks up from `from` to the package's own manifest. */
export function findInstallation(from: string): Installation {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = manifestAt(folder)
    if (manifest?.name === 'rexxfleet')
      return {
        root: folder,
        version: manifest.version ?? '0.0.0',
        windowFiles: join(folder, 'out', 'renderer'),
        desktopBundle: join(folder, 'out', 'main', 'desktop.js')
      }
    if (dirname(folder) === folder) throw new Error(`Rexxfleet's own files were not found above ${from}.`)
  }
}
