import { join } from 'node:path'
import Database from 'better-sqlite3'

/** Everything in the database of a closed program, as text: to see that nothing in it has changed. */
export function whatIsKept(dataDirectory: string): string {
  const database = new Database(join(dataDirectory, 'rexxfleet.db'), { readonly: true })
  try {
    const tables = database
      .prepare("select name from sqlite_master where type = 'table' order by name")
      .pluck()
      .all() as string[]
    const rows = tables.map(table => [table, database.prepare(`select * from "${table}"`).all()])
    return JSON.stringify(rows, (_name, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value
    )
  } finally {
    database.close()
  }
}
