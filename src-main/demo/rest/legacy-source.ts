import { fold } from '../engine/collation.ts'
import { leadingNumber } from '../engine/lossy-storage.ts'
import type { Table } from '../engine/table.ts'
import { FatalError, SiteException } from '../orm/site-exception.ts'
import { jsonObject, jsonString } from '../php/json-text.ts'
import type { JsonText } from '../php/json-text.ts'
import type { PhpArray } from '../php/php-value.ts'
import { isTruthy, phpText } from '../php/php-value.ts'
import type { Site } from '../site.ts'
import type { Cell, Row } from '../site-double-types.ts'
import type { DataSource, ListedEntities } from './data-source.ts'
import type { ListArguments } from './list-arguments.ts'

/** A bare table over REST: every value is text, entities are numbered from 0, nothing can be written (F34). */
export class LegacySource implements DataSource {
  readonly operations = ['eq']
  private readonly site: Site
  private readonly tableName: string

  constructor(site: Site, tableName: string) {
    this.site = site
    this.tableName = tableName
  }

  get identifiers(): readonly string[] {
    return this.table.definition.primary
  }

  private get table(): Table {
    // a table that does not exist ends PHP itself, not the request
    if (!this.site.database.has(this.tableName)) throw new FatalError(`no table ${this.tableName}`)
    return this.site.database.table(this.tableName)
  }

  hasField(name: string): boolean {
    return name in this.table.definition.columns
  }

  list(id: PhpArray, wanted: ListArguments, fieldList: readonly string[]): ListedEntities {
    const shown = (name: string): boolean => fieldList.length === 0 || fieldList.includes(name)
    const wheres = [
      ...wanted.filters.map(({ field, value }) => [field, value] as const),
      ...[...id].map(([field, value]) => [String(field), phpText(value)] as const)
    ].filter(([field]) => shown(field))
    let rows = [...this.table.rows.ascending()].filter(row =>
      wheres.every(([field, value]) => equals(row[field] ?? null, value))
    )
    for (const [field, direction] of wanted.orders.filter(([name]) => shown(name)).reverse()) {
      const sign = direction === 'DESC' ? -1 : 1
      rows = rows.sort((left, right) => sign * compare(left[field] ?? null, right[field] ?? null))
    }
    return this.page(rows, wanted).map((row, index) => [String(index), encode(row, shown)])
  }

  add(): Promise<JsonText> {
    return Promise.reject(denied())
  }

  update(): void {
    throw denied()
  }

  remove(): void {
    throw denied()
  }

  /** `limit=<n>,<offset>` reaches the database the wrong way round: it skips n rows. */
  private page(rows: Row[], wanted: ListArguments): Row[] {
    if (!isTruthy(wanted.limit)) return rows
    const limit = Math.trunc(leadingNumber(wanted.limit))
    const offset = isTruthy(wanted.offset) ? Math.trunc(leadingNumber(wanted.offset)) : undefined
    return offset === undefined ? rows.slice(0, limit) : rows.slice(limit, limit + offset)
  }
}

function denied(): SiteException {
  return new SiteException('BadMethodCallException', 'Access denied')
}

function encode(row: Row, shown: (name: string) => boolean): JsonText {
  const entries = Object.entries(row).filter(([name]) => shown(name))
  return jsonObject(entries.map(([name, cell]) => [name, cell === null ? 'null' : jsonString(String(cell))]))
}

function equals(cell: Cell, value: string): boolean {
  if (cell === null) return false
  return typeof cell === 'number' ? cell === leadingNumber(value) : fold(cell) === fold(value)
}

function compare(left: Cell, right: Cell): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return String(left ?? '').localeCompare(String(right ?? ''))
}
