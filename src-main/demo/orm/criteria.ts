import type { Database } from '../engine/database.ts'
import { fold } from '../engine/collation.ts'
import { leadingNumber } from '../engine/lossy-storage.ts'
import type { ColumnDefinition } from '../engine/schema.ts'
import type { Model } from './model.ts'
import type { Cell, Row } from '../site-double-types.ts'

/** The comparisons that a filter knows (F10). `not` is offered by the site and fails in Doctrine. */
export type Operation = 'eq' | 'lt' | 'gt' | 'lte' | 'gte' | 'in' | 'not'

/** One condition of a list, on a column. */
export interface Condition {
  readonly column: string
  readonly operation: Exclude<Operation, 'not'>
  /** As it came in the request: one text, or the texts of a comma list. */
  readonly value: string | readonly string[]
}

/** A condition made ready: the value has the column's own kind, so that comparing is cheap. */
export interface Test {
  readonly column: string
  readonly operation: Condition['operation']
  readonly numeric: boolean
  readonly values: readonly (string | number)[]
  readonly accepts: (row: Row) => boolean
}

/** How MariaDB compares a column with the text of a request: numbers as numbers, text by its collation, dates as dates. */
export function compileCondition(database: Database, model: Model, condition: Condition): Test {
  const column = database.table(model.table).definition.columns[condition.column]!
  const numeric = column.type === 'int' || column.type === 'smallint' || column.type === 'tinyint'
  const texts = typeof condition.value === 'string' ? [condition.value] : condition.value
  const values = texts.map(text => comparable(column, numeric, text))
  const { column: name, operation } = condition
  const cellOf = (row: Row): string | number | null => {
    const cell = row[name] ?? null
    return cell === null || typeof cell === 'number' ? cell : fold(cell)
  }
  const accepts = (row: Row): boolean => {
    const cell = cellOf(row)
    return cell !== null && compare(operation, cell, values)
  }
  return { column: name, operation, numeric, values, accepts }
}

function comparable(column: ColumnDefinition, numeric: boolean, text: string): string | number {
  if (numeric) return leadingNumber(text)
  if (column.type === 'timestamp' || column.type === 'datetime') return dateText(text)
  return fold(text)
}

/** A date in a condition is read without its offset, and compared with what is stored (UTC). */
function dateText(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?/.exec(text)
  if (!match) return fold(text)
  const time = match[2] ?? '00:00:00'
  return `${match[1]} ${time.length === 5 ? `${time}:00` : time}`
}

function compare(operation: Condition['operation'], cell: string | number, values: readonly Cell[]): boolean {
  const value = values[0]
  if (operation === 'in') return values.includes(cell)
  if (value === undefined || value === null) return false
  switch (operation) {
    case 'eq':
      return cell === value
    case 'lt':
      return cell < value
    case 'gt':
      return cell > value
    case 'lte':
      return cell <= value
    default:
      return cell >= value
  }
}
