import type { RowKey, RowSource } from './row-source.ts'
import { StoredRows } from './stored-rows.ts'
import type { Row } from '../site-double-types.ts'

/**
 * Rows with the ids 1 to `count` that are made up whenever they are asked for; only what was written or removed is kept in
 * memory. For a table that is larger than a process may be.
 */
export class GeneratedRows implements RowSource {
  private readonly count: number
  private readonly make: (id: number) => Row
  private readonly written = new StoredRows()
  private readonly removed = new Set<RowKey>()

  constructor(count: number, make: (id: number) => Row) {
    this.count = count
    this.make = make
  }

  get size(): number {
    let beyond = 0
    for (const row of this.written.ascending(this.count)) if (row) beyond++
    return this.count - this.removed.size + beyond
  }

  get(key: RowKey): Row | undefined {
    return this.written.get(key) ?? (this.isGenerated(key) ? this.make(Number(key)) : undefined)
  }

  *ascending(after: RowKey = 0): Generator<Row> {
    for (let id = Math.max(Math.floor(Number(after)) + 1, 1); id <= this.count; id++) {
      const row = this.get(id)
      if (row) yield row
    }
    yield* this.written.ascending(Math.max(Number(after), this.count))
  }

  *descending(before: RowKey = Infinity): Generator<Row> {
    for (const row of this.written.descending(before)) {
      if (Number(row['id']) <= this.count) break
      yield row
    }
    for (let id = Math.min(Math.ceil(Number(before)) - 1, this.count); id >= 1; id--) {
      const row = this.get(id)
      if (row) yield row
    }
  }

  set(key: RowKey, row: Row): void {
    this.written.set(key, row)
    this.removed.delete(key)
  }

  delete(key: RowKey): boolean {
    const written = this.written.delete(key)
    const generated = this.isGenerated(key)
    if (generated || (written && this.isBase(key))) this.removed.add(key)
    return written || generated
  }

  private isBase(key: RowKey): boolean {
    return typeof key === 'number' && Number.isInteger(key) && key >= 1 && key <= this.count
  }

  private isGenerated(key: RowKey): boolean {
    return this.isBase(key) && !this.removed.has(key)
  }
}
