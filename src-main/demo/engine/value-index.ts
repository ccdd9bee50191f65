import { fold } from './collation.ts'
import type { RowKey } from './row-source.ts'
import type { Cell, Row } from '../site-double-types.ts'

/** Finds rows by the values of some columns; text is found as the collation compares it. */
export class ValueIndex {
  readonly columns: readonly string[]
  private readonly entries = new Map<string | number, RowKey | Set<RowKey>>()

  constructor(columns: readonly string[]) {
    this.columns = columns
  }

  add(row: Row, key: RowKey): void {
    const value = this.valueOf(row)
    if (value === undefined) return
    const known = this.entries.get(value)
    if (known === undefined) this.entries.set(value, key)
    else if (known instanceof Set) known.add(key)
    else if (known !== key) this.entries.set(value, new Set([known, key]))
  }

  remove(row: Row, key: RowKey): void {
    const value = this.valueOf(row)
    if (value === undefined) return
    const known = this.entries.get(value)
    if (known instanceof Set) {
      known.delete(key)
      if (known.size === 0) this.entries.delete(value)
    } else if (known === key) this.entries.delete(value)
  }

  /** Keys of the rows with these values; NULL is equal to nothing. */
  find(row: Readonly<Record<string, Cell>>): Iterable<RowKey> {
    const value = this.valueOf(row)
    const known = value === undefined ? undefined : this.entries.get(value)
    return known === undefined ? [] : known instanceof Set ? known : [known]
  }

  private valueOf(row: Readonly<Record<string, Cell>>): string | number | undefined {
    if (this.columns.length === 1) {
      const value = row[this.columns[0]!]
      return value === null || value === undefined
        ? undefined
        : typeof value === 'string'
          ? fold(value)
          : value
    }
    let joined = ''
    for (const column of this.columns) {
      const value = row[column]
      if (value === null || value === undefined) return undefined
      joined += `${typeof value === 'string' ? fold(value) : value}\u0000`
    }
    return joined
  }
}
