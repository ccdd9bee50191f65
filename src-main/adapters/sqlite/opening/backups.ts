import type Database from 'better-sqlite3'
import { closeSync, mkdirSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const folderIn = (directory: string): string => join(directory, 'backups')

/** The backups in a data directory, oldest first. */
export function backupsIn(directory: string): string[] {
  try {
    return readdirSync(folderIn(directory))
      .filter(name => name.startsWith('rexxfleet-') && name.endsWith('.db'))
      .map(name => ({ name, time: name.split('-').at(-1) ?? '' }))
      .sort((a, b) => (a.time < b.time ? -1 : 1))
      .map(({ name }) => join(folderIn(directory), name))
  } catch {
    return []
  }
}

/** A copy of the open database as it is now, `backups/rexxfleet-<version>-<time>.db`. Gives its path. */
export function makeBackup(
  sqlite: Database.Database,
  directory: string,
  version: number,
  now: number
): string {
  mkdirSync(folderIn(directory), { recursive: true, mode: 0o700 })
  const time = new Date(now).toISOString().replace(/[-:.]/g, '')
  const file = join(folderIn(directory), `rexxfleet-${version}-${time}.db`)
  // SQLite would make the file readable for everybody; it accepts an empty one that is there already.
  closeSync(openSync(file, 'wx', 0o600))
  sqlite.prepare('VACUUM INTO ?').run(file)
  return file
}
