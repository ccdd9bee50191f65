import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { Database } from '../engine/database.ts'
import type { Table } from '../engine/table.ts'
import type { Cell, Row } from '../site-double-types.ts'

/** What only a MariaDB server minds: modes, and its word for a transaction. */
const sessionOnly = /^(SET SESSION|START TRANSACTION|COMMIT)\b/i

/**
 * Runs a script of SQL on a site's tables, as somebody does with a database client. The statements are carried out by SQLite on copies of
 * the tables that they name; what came of it then goes through the site's own tables, which keep rows, keys and foreign keys as MariaDB
 * does. All of it or nothing. Scripts are held against a real MariaDB elsewhere; this is not one.
 */
export function runScript(database: Database, script: string): void {
  const tables = namedTables(database, script)
  const copy = new DatabaseSync(':memory:')
  try {
    copy.exec('CREATE TABLE dual (dummy); INSERT INTO dual VALUES (1)')
    for (const table of tables) copyInto(copy, database.prefix, table)
    for (const statement of statementsOf(script)) copy.exec(statement)
    const after = tables.map(table => [table.name, rowsOf(copy, database.prefix + table.name)] as const)
    database.atomically(() => {
      // Parents are made first and removed last; the scripts name them in the order in which they can go.
      for (const [name, rows] of after) takeOver(database, name, rows)
    })
  } finally {
    copy.close()
  }
}

/** Without comments, and without what is between sessions only. No text in a script holds a semicolon at the end of a line. */
function statementsOf(script: string): string[] {
  return script
    .replaceAll(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map(statement => statement.trim())
    .filter(statement => statement !== '' && !sessionOnly.test(statement))
}

/** The site's tables among all that a script names. One of another prefix is not there, and its statement fails. */
function namedTables(database: Database, script: string): Table[] {
  const names = new Set([...script.matchAll(/`(\w+)`/g)].map(([, name]) => name!))
  return [...names]
    .filter(name => name.startsWith(database.prefix) && database.has(name.slice(database.prefix.length)))
    .map(name => database.table(name.slice(database.prefix.length)))
}

function copyInto(copy: DatabaseSync, prefix: string, { name, definition, rows, nextId }: Table): void {
  const columns = Object.keys(definition.columns)
  const auto = columns.find(column => definition.columns[column]?.auto === true)
  const shape = columns.map(column =>
    column === auto ? `\`${column}\` INTEGER PRIMARY KEY AUTOINCREMENT` : `\`${column}\` COLLATE NOCASE`
  )
  copy.exec(`CREATE TABLE \`${prefix}${name}\` (${shape.join(', ')})`)
  const marks = columns.map(() => '?').join(', ')
  const insert = copy.prepare(`INSERT INTO \`${prefix}${name}\` VALUES (${marks})`)
  for (const row of rows.ascending())
    insert.run(...columns.map((column): SQLInputValue => row[column] ?? null))
  if (auto === undefined) return
  copy.prepare('DELETE FROM sqlite_sequence WHERE name = ?').run(prefix + name)
  copy.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(prefix + name, nextId - 1)
}

function rowsOf(copy: DatabaseSync, name: string): Row[] {
  return copy.prepare(`SELECT * FROM \`${name}\``).all() as Row[]
}

/** The table becomes what the copy is: rows that are gone go, others change or are made. */
function takeOver(database: Database, name: string, wanted: readonly Row[]): void {
  const table = database.table(name)
  const after = new Map(wanted.map(row => [table.keyOf(row), row]))
  for (const row of [...table.rows.ascending()]) if (!after.has(table.keyOf(row))) database.remove(name, row)
  for (const [key, row] of after) {
    const before = table.rows.get(key)
    if (!before) database.insert(name, row)
    else if (differs(before, row)) database.update(name, before, row)
  }
}

function differs(before: Row, after: Readonly<Record<string, Cell>>): boolean {
  return Object.keys(after).some(column => String(before[column]) !== String(after[column]))
}
