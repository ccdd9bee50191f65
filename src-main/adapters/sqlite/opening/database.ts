import Database from 'better-sqlite3'
import { chmodSync, closeSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../../../core/shared/app-error.ts'
import { damaged, notWritable } from '../sqlite-errors.ts'
import { applicationId, fileHeader } from './file-header.ts'
import type { Migration } from './migration.ts'
import { migrate } from './migrate.ts'

/** Refuses a file that must not be touched, before anything is written beside it. */
export function refuseForeign(file: string, migrations: readonly Migration[]): void {
  let header: ReturnType<typeof fileHeader>
  try {
    header = fileHeader(file)
  } catch (thrown) {
    throw notWritable(file, thrown)
  }
  if (header.kind === 'foreign') throw damaged(file, 'it is not a database of Rexxfleet')
  if (header.kind === 'ours' && header.version > migrations.length) throw newer(file, header.version)
}

/** Opens, checks and migrates the database. The caller holds the directory's lock and closes what it gets. */
export function openDatabase(
  file: string,
  migrations: readonly Migration[],
  now: () => number
): Database.Database {
  closeSync(openSync(file, 'a', 0o600))
  const sqlite = new Database(file, { timeout: 5_000 })
  try {
    chmodSync(file, 0o600)
    const finding: unknown = sqlite.pragma('quick_check(1)', { simple: true })
    if (finding !== 'ok') throw damaged(file, String(finding))
    if (sqlite.pragma('application_id', { simple: true }) !== applicationId) {
      sqlite.pragma(`application_id = ${applicationId}`)
    }
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL')
    sqlite.pragma('journal_size_limit = 67108864')
    const version = Number(sqlite.pragma('user_version', { simple: true }))
    if (version > migrations.length) throw newer(file, version)
    migrate(sqlite, { file, directory: dirname(file), migrations, version, now })
    sqlite.pragma('foreign_keys = ON')
    return sqlite
  } catch (thrown) {
    sqlite.close()
    throw thrown
  }
}

function newer(file: string, version: number): AppError {
  return new AppError(
    'database-newer',
    `The database ${file} was last used by a newer Rexxfleet (schema ${version}). Install that version again, or choose another folder with --data-dir. Nothing was changed.`,
    { file, version }
  )
}
