import type Database from 'better-sqlite3'
import { AppError } from '../../../core/shared/app-error.ts'
import { sqliteRefused, translated } from '../sqlite-errors.ts'
import { makeBackup } from './backups.ts'
import type { Migration } from './migration.ts'

interface Plan {
  readonly file: string
  readonly directory: string
  readonly migrations: readonly Migration[]
  /** How many the file has had. */
  readonly version: number
  readonly now: () => number
}

/**
 * Brings the schema up to date, all steps in one transaction: either the file has them all, or it is as it was. An existing file is
 * copied first.
 */
export function migrate(sqlite: Database.Database, plan: Plan): void {
  const pending = plan.migrations.slice(plan.version)
  if (pending.length === 0) return
  const backup = plan.version === 0 ? null : backedUp(sqlite, plan)
  // Rebuilding a table drops it in between; foreign keys are checked as a whole at the end instead.
  sqlite.pragma('foreign_keys = OFF')
  let current = ''
  try {
    sqlite
      .transaction(() => {
        for (const migration of pending) {
          current = migration.name
          sqlite.exec(migration.sql)
        }
        const broken: unknown = sqlite.pragma('foreign_key_check')
        if (Array.isArray(broken) && broken.length > 0)
          throw new Error(`${broken.length} rows lost what they refer to`)
        sqlite.pragma(`user_version = ${plan.migrations.length}`)
      })
      .exclusive()
  } catch (thrown) {
    throw failed(plan, current, backup, thrown)
  }
  // The version is read from the file itself next time, before SQLite sees it.
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
}

function backedUp(sqlite: Database.Database, plan: Plan): string {
  try {
    return makeBackup(sqlite, plan.directory, plan.version, plan.now())
  } catch (thrown) {
    if (isFull(thrown)) throw translated(thrown, plan.file)
    throw new AppError(
      'migration-failed',
      `The database ${plan.file} has to be brought up to date, and could not be copied first: ${reason(thrown)}. Nothing was changed.`,
      { file: plan.file },
      { cause: thrown }
    )
  }
}

function failed(plan: Plan, migration: string, backup: string | null, thrown: unknown): unknown {
  if (isFull(thrown)) return translated(thrown, plan.file)
  const copy = backup === null ? '' : ` A copy from before is in ${backup}.`
  return new AppError(
    'migration-failed',
    `The database ${plan.file} could not be brought up to date (${migration}: ${reason(thrown)}). It was left as it was: go on with the version of Rexxfleet that you had, and report this.${copy}`,
    { file: plan.file, migration, backup },
    { cause: thrown }
  )
}

const isFull = (thrown: unknown): boolean => sqliteRefused(thrown, 'SQLITE_FULL')
const reason = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))
