import { parentMissing, rowInUse } from './database-error.ts'
import type { Statement } from './database-error.ts'
import type { ForeignKey, TableDefinition } from './schema.ts'
import { Table } from './table.ts'
import { toStored } from '../php/site-time.ts'
import type { Cell, Row } from '../site-double-types.ts'

type TableStates = Readonly<Record<string, { readonly nextId: number; readonly rows: readonly Row[] }>>

/** All tables of a site, with the foreign keys between them as MariaDB guards them (F5, F33). */
export class Database {
  readonly prefix: string
  private readonly tables = new Map<string, Table>()
  private readonly references = new Map<string, { table: Table; key: ForeignKey }[]>()
  private readonly clock: () => Date

  constructor(definitions: Readonly<Record<string, TableDefinition>>, prefix: string, clock: () => Date) {
    this.prefix = prefix
    this.clock = clock
    for (const [name, definition] of Object.entries(definitions)) this.add(name, definition)
  }

  add(name: string, definition: TableDefinition): Table {
    const table = new Table(name, definition)
    this.tables.set(name, table)
    this.refer(table)
    return table
  }

  /** The database's own time, as it is stored. */
  now(): string {
    return toStored(this.clock())
  }

  has(name: string): boolean {
    return this.tables.has(name)
  }

  table(name: string): Table {
    const table = this.tables.get(name)
    if (!table) throw new Error(`no table ${this.prefix}${name}`)
    return table
  }

  insert(name: string, values: Readonly<Record<string, Cell>>): Row {
    const table = this.table(name)
    const statement = this.describeInsert(name, values)
    return table.insert(values, statement, this.now(), row => {
      this.requireParents(table, row, statement)
    })
  }

  update(name: string, row: Row, changes: Readonly<Record<string, Cell>>): Row {
    const table = this.table(name)
    const columns = Object.keys(changes)
    const sets = columns.map(column => `${column} = ?`).join(', ')
    const where = table.definition.primary.map(column => `${column} = ?`).join(' AND ')
    const params = [...Object.values(changes), ...table.definition.primary.map(column => row[column])]
    const statement = { text: `UPDATE ${this.prefix}${name} SET ${sets} WHERE ${where}`, params }
    const stamped = this.stamp(table, row, changes)
    return table.update(row, stamped, statement, next => {
      this.requireParents(table, next, statement, columns)
      if (table.keyOf(next) !== table.keyOf(row)) this.refuseIfInUse(table, row, statement)
    })
  }

  remove(name: string, row: Row): void {
    const table = this.table(name)
    const { primary } = table.definition
    const text = `DELETE FROM ${this.prefix}${name} WHERE ${primary.map(column => `${column} = ?`).join(' AND ')}`
    this.refuseIfInUse(table, row, { text, params: primary.map(column => row[column]) })
    table.remove(row)
  }

  /** Whether a row could be removed, without removing it: for removals that take several rows or none. */
  assertRemovable(name: string, row: Row, gone: (table: string, row: Row) => boolean): void {
    const table = this.table(name)
    const { primary } = table.definition
    const text = `DELETE FROM ${this.prefix}${name} WHERE ${primary.map(column => `${column} = ?`).join(' AND ')}`
    this.refuseIfInUse(table, row, { text, params: primary.map(column => row[column]) }, gone)
  }

  /** A transaction: whatever `work` wrote is taken back when it throws. Must not wait for anything. */
  atomically<T>(work: () => T): T {
    const journal: (() => void)[] = []
    for (const table of this.tables.values()) table.journal = journal
    try {
      return work()
    } catch (error) {
      for (const table of this.tables.values()) table.journal = undefined
      for (const undo of journal.reverse()) undo()
      throw error
    } finally {
      for (const table of this.tables.values()) table.journal = undefined
    }
  }

  snapshot(): TableStates {
    const states: Record<string, { nextId: number; rows: Row[] }> = {}
    for (const [name, table] of this.tables) {
      const rows: Row[] = []
      for (const row of table.rows.ascending()) rows.push({ ...row })
      states[name] = { nextId: table.nextId, rows }
    }
    return states
  }

  /** Puts a state in the place of everything. Foreign keys are not looked at, as with a restored dump. */
  restore(states: TableStates): void {
    for (const [name, old] of [...this.tables]) {
      const table = new Table(name, old.definition)
      this.tables.set(name, table)
      for (const row of states[name]?.rows ?? []) table.load({ ...row })
      table.nextId = Math.max(table.nextId, states[name]?.nextId ?? 1)
    }
    this.references.clear()
    for (const table of this.tables.values()) this.refer(table)
  }

  /** Notes a table's foreign keys; InnoDB looks at those of a parent in the order of their names. */
  private refer(table: Table): void {
    for (const key of table.definition.foreign ?? []) {
      const known = [...(this.references.get(key.table) ?? []), { table, key }]
      known.sort((left, right) => (left.key.name < right.key.name ? -1 : 1))
      this.references.set(key.table, known)
    }
  }

  private describeInsert(name: string, values: Readonly<Record<string, Cell>>): Statement {
    const columns = Object.keys(values)
    const marks = columns.map(() => '?').join(', ')
    return {
      text: `INSERT INTO ${this.prefix}${name} (${columns.join(', ')}) VALUES (${marks})`,
      params: Object.values(values)
    }
  }

  /** `ON UPDATE CURRENT_TIMESTAMP`: any update that changes something moves the time along. */
  private stamp(
    table: Table,
    row: Row,
    changes: Readonly<Record<string, Cell>>
  ): Readonly<Record<string, Cell>> {
    const column = Object.entries(table.definition.columns).find(([, known]) => known.onUpdate === true)?.[0]
    if (column === undefined || column in changes) return changes
    const changed = Object.entries(changes).some(([name, value]) => String(row[name]) !== String(value))
    return changed ? { ...changes, [column]: this.now() } : changes
  }

  private requireParents(table: Table, row: Row, statement: Statement, only?: readonly string[]): void {
    for (const key of table.definition.foreign ?? []) {
      const value = row[key.column]
      if (value === null || value === undefined || (only && !only.includes(key.column))) continue
      if (this.tables.get(key.table)?.first({ [key.key]: value }) === undefined) {
        throw parentMissing(statement, this.constraint(table, key))
      }
    }
  }

  private refuseIfInUse(
    table: Table,
    row: Row,
    statement: Statement,
    gone: (table: string, row: Row) => boolean = () => false
  ): void {
    for (const { table: child, key } of this.references.get(table.name) ?? []) {
      for (const user of child.find({ [key.column]: row[key.key] ?? null })) {
        if (!gone(child.name, user)) throw rowInUse(statement, this.constraint(child, key))
      }
    }
  }

  private constraint(table: Table, key: ForeignKey): string {
    const own = `CONSTRAINT \`${key.name}\` FOREIGN KEY (\`${key.column}\`)`
    return `\`site\`.\`${this.prefix}${table.name}\`, ${own} REFERENCES \`${this.prefix}${key.table}\` (\`${key.key}\`)`
  }
}
