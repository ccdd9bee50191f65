import type { Row } from '../site-double-types.ts'

/** The primary key of a row as one value: the number itself, or the parts joined with `/`. */
export type RowKey = number | string

/**
 * Where a table's rows come from, in the order of the primary key. The seam for a table of a million rows that nobody
 * holds in memory: such a source makes its rows up when they are asked for.
 */
export interface RowSource {
  readonly size: number
  get(key: RowKey): Row | undefined
  /** Rows whose key is larger than `after` (all without it), smallest first. */
  ascending(after?: RowKey): Iterable<Row>
  /** Rows whose key is smaller than `before` (all without it), largest first. */
  descending(before?: RowKey): Iterable<Row>
  set(key: RowKey, row: Row): void
  delete(key: RowKey): boolean
}
