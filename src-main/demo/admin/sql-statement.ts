import type { Database } from '../engine/database.ts'
import type { SqlStatement } from '../site-double-types.ts'

/** Carries out a statement as a database client would; answers the new id, or the number of rows touched. */
export function runStatement(database: Database, statement: SqlStatement): number {
  if ('insert' in statement) {
    const row = database.insert(statement.insert, statement.row)
    const id = row[database.table(statement.insert).definition.primary[0]!]
    return typeof id === 'number' ? id : 0
  }
  const name = 'update' in statement ? statement.update : statement.delete
  const rows = [...database.table(name).find(statement.where)]
  for (const row of rows) {
    if ('update' in statement) database.update(name, row, statement.set)
    else database.remove(name, row)
  }
  return rows.length
}
