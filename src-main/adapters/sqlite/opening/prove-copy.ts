import { AppError } from '../../../core/shared/app-error.ts'
import { allMigrations } from '../migrations/all.ts'
import { translated } from '../sqlite-errors.ts'
import { openDatabase } from './database.ts'
import { fileHeader } from './file-header.ts'

/** How many migrations this program knows: the schema version of what it writes. */
export const newestSchema = allMigrations.length

/** The schema version of a database file that nobody has open; null where it is none of Rexxfleet's. */
export function schemaOf(file: string): number | null {
  const header = fileHeader(file)
  return header.kind === 'ours' ? header.version : null
}

/**
 * Opens a copy that is not in use yet as the program would: checks it whole and brings it up to date. What cannot be opened here would not
 * open in its place either. Fails with the codes of opening a database.
 */
export function proveCopy(file: string, now: () => number): void {
  try {
    const sqlite = openDatabase(file, allMigrations, now)
    try {
      const broken: unknown = sqlite.pragma('foreign_key_check')
      if (Array.isArray(broken) && broken.length > 0)
        throw new AppError('database-damaged', `${broken.length} rows in ${file} lost what they refer to.`, {
          file
        })
      sqlite.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      sqlite.close()
    }
  } catch (thrown) {
    throw translated(thrown, file)
  }
}
