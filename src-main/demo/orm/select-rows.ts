import { compareText } from '../engine/collation.ts'
import type { Database } from '../engine/database.ts'
import { compareKeys } from '../engine/stored-rows.ts'
import type { RowKey } from '../engine/row-source.ts'
import type { Table } from '../engine/table.ts'
import type { Test } from './criteria.ts'
import type { Cell, Row } from '../site-double-types.ts'

/** The order of a list: by one column, since only the last order of a request counts (F9). */
export interface Order {
  readonly column: string
  readonly descending: boolean
}

/**
 * The rows of a table that pass all tests, in order, one by one, so that a page never costs more than a page where the
 * order is that of the key (F11). Rows without an order come in that of the key, as InnoDB gives them.
 */
export function selectRows(
  database: Database,
  table: string,
  tests: readonly Test[],
  order?: Order
): Iterable<Row> {
  const source = database.table(table)
  const direct = candidates(source, tests)
  const byKey =
    order === undefined ||
    (source.definition.primary.length === 1 && order.column === source.definition.primary[0])
  if (direct !== undefined) {
    const rows = [...filtered(direct, tests)]
    rows.sort((left, right) => compareKeys(source.keyOf(left), source.keyOf(right)))
    return byKey ? (order?.descending === true ? rows.reverse() : rows) : sorted(rows, order)
  }
  if (!byKey) return sorted([...filtered(source.rows.ascending(), tests)], order)
  const descending = order?.descending === true
  const bound = keyBound(source, tests, descending)
  return filtered(descending ? source.rows.descending(bound) : source.rows.ascending(bound), tests)
}

function* filtered(rows: Iterable<Row>, tests: readonly Test[]): Generator<Row> {
  for (const row of rows) if (tests.every(test => test.accepts(row))) yield row
}

/** Rows by key or index, where an equality or a list names them. */
function candidates(table: Table, tests: readonly Test[]): Row[] | undefined {
  const { primary } = table.definition
  for (const test of tests) {
    if (test.operation !== 'eq' && test.operation !== 'in') continue
    const values = new Set(test.values)
    if (primary.length === 1 && primary[0] === test.column && test.numeric) {
      return rowsOf(table, values)
    }
    if (!table.hasIndexOn(test.column)) continue
    const keys = new Set<RowKey>()
    for (const value of values) for (const key of table.keysBy(test.column, value)) keys.add(key)
    return rowsOf(table, keys)
  }
  return undefined
}

function rowsOf(table: Table, keys: Iterable<RowKey>): Row[] {
  const rows: Row[] = []
  for (const key of keys) {
    const row = table.rows.get(key)
    if (row) rows.push(row)
  }
  return rows
}

/** Where a walk over the keys may begin: the largest lower bound, or the smallest upper bound. */
function keyBound(table: Table, tests: readonly Test[], descending: boolean): RowKey | undefined {
  const { primary } = table.definition
  let bound: number | undefined
  for (const test of tests) {
    if (primary.length !== 1 || primary[0] !== test.column || !test.numeric) continue
    const value = Number(test.values[0])
    const [strict, loose] = descending ? ['lt', 'lte'] : ['gt', 'gte']
    const step = descending ? 1 : -1
    const edge = test.operation === strict ? value : test.operation === loose ? value + step : undefined
    if (edge === undefined) continue
    bound = bound === undefined ? edge : descending ? Math.min(bound, edge) : Math.max(bound, edge)
  }
  return bound
}

/** Sorted by a column; rows with the same value stay in the order of their keys. NULL is smaller than anything. */
function sorted(rows: Row[], order: Order): Row[] {
  const sign = order.descending ? -1 : 1
  return rows.sort(
    (left, right) => sign * compareCells(left[order.column] ?? null, right[order.column] ?? null)
  )
}

function compareCells(left: Cell, right: Cell): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return compareText(String(left), String(right))
}
