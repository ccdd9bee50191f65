import { resolve } from 'node:path'
import { defaultDataDirectory, type Environment } from '../data-directory.ts'

const option = '--data-dir='

/** The data directory that the desktop was started with: `--data-dir=DIR`, else as for every door. */
export function dataDirectoryOf(argv: readonly string[], env: Environment): string {
  const given = argv.find(text => text.startsWith(option))?.slice(option.length)
  return resolve(given ? given : defaultDataDirectory(env))
}
