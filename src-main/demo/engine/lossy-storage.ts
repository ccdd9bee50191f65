import type { ColumnDefinition } from './schema.ts'
import type { Cell } from '../site-double-types.ts'

/** The range of each integer type; what is beyond becomes the nearest end (F37). */
const RANGES = { tinyint: 128, smallint: 32_768, int: 2_147_483_648 } as const

/** Bytes that a text column holds; the rest is cut off without a word (F37). */
const TEXT_BYTES: Readonly<Record<string, number>> = { text: 65_535, mediumtext: 16_777_215 }

/**
 * What a column keeps of a value (F37): MariaDB without strict mode never refuses, it changes. Emoji become `????`, text is
 * cut, `abc` in a number becomes 0, numbers too large become the largest, unknown enum values become empty.
 */
export function store(column: ColumnDefinition, value: Exclude<Cell, null>): Exclude<Cell, null> {
  switch (column.type) {
    case 'int':
    case 'smallint':
    case 'tinyint':
      return storeInteger(column, column.type, value)
    case 'enum':
      return storeEnum(column.values ?? [], String(value))
    case 'timestamp':
    case 'datetime':
      return storeTime(String(value))
    default:
      return cut(column, threeByteText(String(value)))
  }
}

function storeInteger(column: ColumnDefinition, type: keyof typeof RANGES, value: string | number): number {
  const span = RANGES[type]
  const number = Math.round(typeof value === 'number' ? value : leadingNumber(value))
  const [low, high] = column.unsigned === true ? [0, span * 2 - 1] : [-span, span - 1]
  return Math.min(Math.max(number, low), high) + 0
}

/** The number at the start of a text, 0 where there is none: how MariaDB and PHP read text as a number. */
export function leadingNumber(text: string): number {
  const match = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?/i.exec(text)
  return match ? Number(match[0]) : 0
}

function storeEnum(values: readonly string[], value: string): string {
  const same = values.find(known => known.toLowerCase() === value.toLowerCase().trimEnd())
  if (same !== undefined) return same
  // a number in quotes that is no value counts as the position of one
  return /^\d+$/.test(value) ? (values[Number(value) - 1] ?? '') : ''
}

function storeTime(value: string): string {
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(value) ? value : '0000-00-00 00:00:00'
}

/** Three-byte tables: each byte of a four-byte character, and each byte that is no UTF-8, becomes a question mark. */
function threeByteText(text: string): string {
  if (!/[\ud800-\udfff]/.test(text)) return text
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '????').replace(/[\ud800-\udfff]/g, '?')
}

function cut(column: ColumnDefinition, text: string): string {
  if (column.length !== undefined) return text.length > column.length ? text.slice(0, column.length) : text
  const limit = TEXT_BYTES[column.type]
  if (limit === undefined || text.length * 3 <= limit || Buffer.byteLength(text) <= limit) return text
  return Buffer.from(text)
    .subarray(0, limit)
    .toString('utf8')
    .replace(/\ufffd+$/, '')
}

/** What a column gets where a statement names no value: its default, or the empty value of its type. */
export function emptyValue(column: ColumnDefinition, now: string): Cell {
  if (column.default?.toUpperCase() === 'CURRENT_TIMESTAMP') return now
  if (column.default !== undefined) return store(column, column.default)
  if (column.nullable === true) return null
  return zeroValue(column)
}

/** What NULL becomes in a column that cannot hold it, where a statement is not refused. */
export function zeroValue(column: ColumnDefinition): Exclude<Cell, null> {
  if (column.type === 'timestamp' || column.type === 'datetime') return '0000-00-00 00:00:00'
  if (column.type === 'enum') return column.values?.[0] ?? ''
  return column.type in RANGES ? 0 : ''
}
