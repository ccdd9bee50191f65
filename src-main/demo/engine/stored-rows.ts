import type { RowKey, RowSource } from './row-source.ts'
import type { Row } from '../site-double-types.ts'

/** Compares two keys of one table: numbers as numbers, composite keys part by part. */
export function compareKeys(left: RowKey, right: RowKey): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const a = String(left).split('/')
  const b = String(right).split('/')
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!
    const y = b[i] ?? ''
    if (x === y) continue
    const numeric = Number(x) - Number(y)
    if (!Number.isNaN(numeric)) return numeric
    return x < y ? -1 : 1
  }
  return 0
}

/**
 * Rows in memory: a map by key and a sorted list of keys. A page by keyset costs a binary search, not a scan; a removed key
 * stays in the list until half of it is gone.
 */
export class StoredRows implements RowSource {
  private readonly rows = new Map<RowKey, Row>()
  private keys: RowKey[] = []

  get size(): number {
    return this.rows.size
  }

  get(key: RowKey): Row | undefined {
    return this.rows.get(key)
  }

  set(key: RowKey, row: Row): void {
    const known = this.rows.has(key)
    this.rows.set(key, row)
    if (known) return
    const last = this.keys.at(-1)
    if (last === undefined || compareKeys(key, last) > 0) {
      this.keys.push(key)
      return
    }
    const at = this.position(key)
    if (this.keys[at] !== key) this.keys.splice(at, 0, key)
  }

  delete(key: RowKey): boolean {
    const gone = this.rows.delete(key)
    if (gone && this.keys.length > 32 && this.rows.size < this.keys.length / 2) {
      this.keys = this.keys.filter(kept => this.rows.has(kept))
    }
    return gone
  }

  *ascending(after?: RowKey): Generator<Row> {
    const keys = this.keys
    let at = after === undefined ? 0 : this.position(after)
    if (after !== undefined && at < keys.length && compareKeys(keys[at]!, after) === 0) at++
    for (; at < keys.length; at++) {
      const row = this.rows.get(keys[at]!)
      if (row) yield row
    }
  }

  *descending(before?: RowKey): Generator<Row> {
    const keys = this.keys
    let at = before === undefined ? keys.length - 1 : this.position(before) - 1
    for (; at >= 0; at--) {
      const row = this.rows.get(keys[at]!)
      if (row) yield row
    }
  }

  /** The first place whose key is not smaller. */
  private position(key: RowKey): number {
    let low = 0
    let high = this.keys.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compareKeys(this.keys[middle]!, key) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
