import fresh from './catalogue/fresh-site.json' with { type: 'json' }
import schema from './catalogue/tables.json' with { type: 'json' }
import { Database } from './engine/database.ts'
import { emptyValue } from './engine/lossy-storage.ts'
import type { ColumnDefinition, ColumnType, TableDefinition } from './engine/schema.ts'
import type { ColumnState, Row, TableState } from './site-double-types.ts'

const DEFINITIONS = schema as unknown as Readonly<Record<string, TableDefinition>>

interface Rows {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly nextId?: number | null
}

/** The tables of a site at its start: those of a fresh installation, or the ones that were given. */
export function startDatabase(
  tables: Readonly<Record<string, TableState>> | undefined,
  prefix: string,
  clock: () => Date
): Database {
  const database = new Database(DEFINITIONS, prefix, clock)
  const states: Readonly<Record<string, Rows>> = tables ?? (fresh as Readonly<Record<string, Rows>>)
  for (const [name, state] of Object.entries(states)) {
    const given = tables?.[name]
    if (!database.has(name) && given) database.add(name, definitionOf(given))
    const table = database.table(name)
    for (const row of state.rows) table.load(whole(table.definition, row))
    table.nextId = Math.max(table.nextId, state.nextId ?? 1)
  }
  return database
}

/** A start state may leave columns out: they get what an insert would give them. */
function whole(definition: TableDefinition, given: Readonly<Record<string, unknown>>): Row {
  const row: Row = {}
  for (const [name, column] of Object.entries(definition.columns)) {
    const value = given[name]
    row[name] =
      typeof value === 'string' || typeof value === 'number'
        ? value
        : value === null
          ? null
          : emptyValue(column, '')
  }
  return row
}

/** A table that the double does not know by itself: its columns as the start state describes them. */
function definitionOf(state: TableState): TableDefinition {
  const columns = Object.fromEntries(state.columns.map(column => [column.name, columnOf(column)]))
  const primary = state.columns.filter(({ key }) => key === 'PRI').map(({ name }) => name)
  return { columns, primary: primary.length > 0 ? primary : Object.keys(columns) }
}

function columnOf(column: ColumnState): ColumnDefinition {
  return {
    type: column.type as ColumnType,
    ...(column.maxLength === undefined ? {} : { length: column.maxLength }),
    ...(column.nullable ? { nullable: true } : {}),
    ...(column.autoIncrement ? { auto: true } : {}),
    ...(column.onUpdate ? { onUpdate: true } : {})
  }
}
