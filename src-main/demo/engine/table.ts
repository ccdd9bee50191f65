import { fold } from './collation.ts'
import { columnCannotBeNull, duplicateEntry } from './database-error.ts'
import type { Statement } from './database-error.ts'
import { emptyValue, store, zeroValue } from './lossy-storage.ts'
import type { RowKey, RowSource } from './row-source.ts'
import type { TableDefinition } from './schema.ts'
import { StoredRows } from './stored-rows.ts'
import { ValueIndex } from './value-index.ts'
import type { Cell, Row } from '../site-double-types.ts'

/** One table: rows, auto-increment as InnoDB counts it (F36), unique keys, indexes. Foreign keys are the database's. */
export class Table {
  readonly name: string
  readonly definition: TableDefinition
  rows: RowSource
  nextId = 1
  /** While set, every change leaves a step that takes it back; auto-increments are never taken back, as in InnoDB. */
  journal: (() => void)[] | undefined
  private readonly auto: string | undefined
  private readonly unique: readonly (readonly [name: string, index: ValueIndex])[]
  private readonly indexes: readonly ValueIndex[]

  constructor(name: string, definition: TableDefinition, rows: RowSource = new StoredRows()) {
    this.name = name
    this.definition = definition
    this.rows = rows
    this.auto = Object.entries(definition.columns).find(([, column]) => column.auto === true)?.[0]
    this.unique = Object.entries(definition.unique ?? {}).map(([key, columns]) => [
      key,
      new ValueIndex(columns)
    ])
    const plain = (definition.index ?? []).map(column => new ValueIndex([column]))
    this.indexes = [...this.unique.map(([, index]) => index), ...plain]
  }

  /** Takes its rows from somewhere else from now on; only for a table that finds nothing by index. */
  adopt(rows: RowSource, nextId: number): void {
    if (this.indexes.length > 0) throw new Error(`${this.name} has indexes`)
    this.rows = rows
    this.nextId = nextId
  }

  keyOf(row: Readonly<Record<string, Cell>>): RowKey {
    const { primary } = this.definition
    const only = row[primary[0]!]
    return primary.length === 1 && typeof only === 'number'
      ? only
      : primary.map(column => row[column]).join('/')
  }

  /** Takes a row as it is: for start states and snapshots. */
  load(row: Row): void {
    const key = this.keyOf(row)
    this.rows.set(key, row)
    for (const index of this.indexes) index.add(row, key)
    if (this.auto !== undefined) this.nextId = Math.max(this.nextId, Number(row[this.auto]) + 1)
  }

  /**
   * INSERT. NULL in a column that cannot hold it is refused before an id is taken, a duplicate after it (F36).
   * `check` runs last before the row stands, for the foreign keys.
   */
  insert(
    values: Readonly<Record<string, Cell>>,
    statement: Statement,
    now: string,
    check?: (row: Row) => void
  ): Row {
    for (const [column, value] of Object.entries(values)) {
      if (value === null && column !== this.auto && this.definition.columns[column]?.nullable !== true) {
        throw columnCannotBeNull(statement, column)
      }
    }
    const row: Row = {}
    for (const [column, definition] of Object.entries(this.definition.columns)) {
      const value = values[column]
      row[column] =
        value === undefined ? emptyValue(definition, now) : value === null ? null : store(definition, value)
    }
    if (this.auto !== undefined) {
      const given = Number(values[this.auto] ?? 0)
      row[this.auto] = given > 0 ? given : this.nextId
      this.nextId = Math.max(this.nextId, Number(row[this.auto]) + 1)
    }
    const key = this.keyOf(row)
    if (this.rows.get(key) !== undefined) throw duplicateEntry(statement, this.keyText(row), 'PRIMARY')
    this.refuseDuplicates(row, key, statement)
    check?.(row)
    this.rows.set(key, row)
    for (const index of this.indexes) index.add(row, key)
    this.journal?.push(() => this.remove(row))
    return row
  }

  /** UPDATE of one row; NULL where it cannot stand becomes the empty value, without a word. */
  update(
    row: Row,
    changes: Readonly<Record<string, Cell>>,
    statement: Statement,
    check?: (row: Row) => void
  ): Row {
    const next: Row = { ...row }
    for (const [column, value] of Object.entries(changes)) {
      const definition = this.definition.columns[column]
      if (!definition) continue
      if (value !== null) next[column] = store(definition, value)
      else next[column] = definition.nullable === true ? null : zeroValue(definition)
    }
    const before = this.keyOf(row)
    const after = this.keyOf(next)
    if (after !== before && this.rows.get(after) !== undefined) {
      throw duplicateEntry(statement, this.keyText(next), 'PRIMARY')
    }
    this.refuseDuplicates(next, before, statement)
    check?.(next)
    for (const index of this.indexes) index.remove(row, before)
    if (after !== before) this.rows.delete(before)
    this.rows.set(after, next)
    for (const index of this.indexes) index.add(next, after)
    this.journal?.push(() => {
      this.remove(next)
      this.load(row)
    })
    return next
  }

  remove(row: Row): void {
    const key = this.keyOf(row)
    const stored = this.rows.get(key)
    if (!stored) return
    this.rows.delete(key)
    for (const index of this.indexes) index.remove(stored, key)
    this.journal?.push(() => this.load(stored))
  }

  /** Rows with these values; found by key or index where there is one. Values must have the column's own type. */
  *find(where: Readonly<Record<string, Cell>>): Generator<Row> {
    for (const row of this.candidates(where)) {
      if (this.matches(row, where)) yield row
    }
  }

  first(where: Readonly<Record<string, Cell>>): Row | undefined {
    for (const row of this.find(where)) return row
    return undefined
  }

  hasIndexOn(column: string): boolean {
    return this.indexes.some(index => index.columns.length === 1 && index.columns[0] === column)
  }

  /** Keys in the order of the primary key, by the index on one column. */
  keysBy(column: string, value: Cell): Iterable<RowKey> {
    const index = this.indexes.find(known => known.columns.length === 1 && known.columns[0] === column)
    return index === undefined ? [] : index.find({ [column]: value })
  }

  private candidates(where: Readonly<Record<string, Cell>>): Iterable<Row> {
    const { primary } = this.definition
    if (primary.every(column => column in where)) {
      const row = this.rows.get(this.keyOf(where))
      if (row !== undefined) return [row]
      if (primary.every(column => typeof where[column] === 'number')) return []
    }
    const index = this.indexes.find(known => known.columns.every(column => column in where))
    if (index === undefined) return this.rows.ascending()
    return [...index.find(where)].map(key => this.rows.get(key)!)
  }

  private matches(row: Row, where: Readonly<Record<string, Cell>>): boolean {
    for (const column in where) if (!sameValue(row[column], where[column])) return false
    return true
  }

  private refuseDuplicates(row: Row, self: RowKey, statement: Statement): void {
    for (const [name, index] of this.unique) {
      for (const key of index.find(row)) {
        if (key === self) continue
        throw duplicateEntry(statement, index.columns.map(column => row[column]).join('-'), name)
      }
    }
  }

  private keyText(row: Row): string {
    return this.definition.primary.map(column => row[column]).join('-')
  }
}

function sameValue(left: Cell | undefined, right: Cell | undefined): boolean {
  if (left === null || left === undefined || right === null || right === undefined) return false
  if (typeof left === 'number' || typeof right === 'number') return Number(left) === Number(right)
  return left === right || fold(left) === fold(right)
}
