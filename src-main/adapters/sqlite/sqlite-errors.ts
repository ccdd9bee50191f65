import Database from 'better-sqlite3'
import { dirname } from 'node:path'
import { AppError } from '../../core/shared/app-error.ts'
import { backupsIn } from './opening/backups.ts'

type SqliteError = InstanceType<typeof Database.SqliteError>

/** Whether SQLite refused, with a code that starts so. */
export function sqliteRefused(thrown: unknown, ...starts: string[]): boolean {
  return thrown instanceof Database.SqliteError && starts.some(start => thrown.code.startsWith(start))
}

/** What `thrown` means to a user, or `thrown` itself where it is a bug. */
export function translated(thrown: unknown, file: string): unknown {
  if (!(thrown instanceof Database.SqliteError)) return thrown
  if (sqliteRefused(thrown, 'SQLITE_FULL')) return diskFull(file, thrown)
  if (sqliteRefused(thrown, 'SQLITE_CORRUPT', 'SQLITE_NOTADB')) return damaged(file, thrown.message, thrown)
  if (sqliteRefused(thrown, 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH')) {
    return notWritable(file, thrown)
  }
  if (sqliteRefused(thrown, 'SQLITE_BUSY', 'SQLITE_LOCKED')) {
    return new AppError(
      'data-directory-in-use',
      `Another program holds the database ${file}. Close it (a backup program, a database viewer) and try again.`,
      { file },
      { cause: thrown }
    )
  }
  return uniqueBroken(thrown) ?? thrown
}

/** The disk has no room for what was to be written; it was not written. */
export function diskFull(file: string, cause: unknown): AppError {
  return new AppError(
    'disk-full',
    `The disk that holds ${dirname(file)} is full. Nothing half-written was kept: make room and try again.`,
    { file },
    { cause }
  )
}

/** The file cannot be trusted any more. Names the backups that could take its place. */
export function damaged(file: string, finding: string, cause?: unknown): AppError {
  const backups = backupsIn(dirname(file))
  const newest = backups.at(-1)
  const way =
    newest === undefined
      ? `Put a copy from your own backup in its place; without one, move it away and add the sites again.`
      : `Put a copy in its place: your own newest backup, or ${newest}, which was made before an update.`
  return new AppError(
    'database-damaged',
    `The database ${file} is damaged (${finding}). It was left as it is. Close Rexxfleet. ${way}`,
    { file, finding, backups },
    { cause }
  )
}

export function notWritable(path: string, cause?: unknown): AppError {
  return new AppError(
    'data-directory-not-writable',
    `Rexxfleet cannot write to ${path}. Give your user the right to write there, or choose another folder with --data-dir.`,
    { path },
    { cause }
  )
}

/** By the columns that SQLite names: what was to be unique, and how to say so. */
const unique: Readonly<Record<string, () => AppError>> = {
  'sites.name_key': () =>
    new AppError('site-already-added', 'A site with this name exists already. Choose another name.', {
      field: 'name'
    }),
  'sites.base_url': () =>
    new AppError('site-already-added', 'A site with this address exists already.', { field: 'baseUrl' }),
  'sites.marker': () =>
    new AppError(
      'site-same-marker',
      'This is a site that was added before, under another address: it carries the same marker.'
    ),
  'links.primary_id, links.replica_id': () =>
    new AppError('link-exists', 'These two sites are linked in this direction already. Change that link.')
}

function uniqueBroken(thrown: SqliteError): AppError | null {
  if (!sqliteRefused(thrown, 'SQLITE_CONSTRAINT_UNIQUE')) return null
  const columns = thrown.message.replace('UNIQUE constraint failed: ', '')
  return unique[columns]?.() ?? null
}
