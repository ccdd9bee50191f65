import { compileCondition } from '../orm/criteria.ts'
import type { Condition, Test } from '../orm/criteria.ts'
import { draftEntity } from '../orm/entity-draft.ts'
import { EntityJson } from '../orm/entity-json.ts'
import type { Visible } from '../orm/entity-json.ts'
import type { Model } from '../orm/model.ts'
import { NO_RECURSION, resolveRecursions } from '../orm/recursion.ts'
import type { Recursions } from '../orm/recursion.ts'
import { selectRows } from '../orm/select-rows.ts'
import type { Order } from '../orm/select-rows.ts'
import { SiteException } from '../orm/site-exception.ts'
import { jsonObject, jsonString } from '../php/json-text.ts'
import type { JsonText } from '../php/json-text.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { isTruthy, phpText } from '../php/php-value.ts'
import { leadingNumber } from '../engine/lossy-storage.ts'
import type { Site } from '../site.ts'
import type { Row } from '../site-double-types.ts'
import type { DataSource, ListedEntities, SyncSender } from './data-source.ts'
import { DoctrineQuery } from './doctrine-query.ts'
import { flushed } from './flush.ts'
import { joinedPage, joinsCollections } from './joined-page.ts'
import type { PageEntry } from './joined-page.ts'
import type { Filter, ListArguments } from './list-arguments.ts'
import { memberFilter } from './member-filter.ts'
import { addMapping, dropMappingsOf } from './mappings.ts'

/** The entities of a Doctrine class: the kind of data source that can be replicated (F34). */
export class DoctrineSource implements DataSource {
  readonly operations = ['lt', 'gt', 'lte', 'gte', 'in', 'eq', 'not']
  private readonly site: Site
  private readonly className: string
  private readonly options: PhpValue | undefined

  constructor(site: Site, className: string, options: PhpValue | undefined) {
    this.site = site
    this.className = className
    this.options = options
  }

  get identifiers(): readonly string[] {
    return this.model.id
  }

  private get model(): Model {
    return this.site.catalogue.get(this.className)
  }

  hasField(name: string): boolean {
    return this.model.hasField(name)
  }

  list(id: PhpArray, wanted: ListArguments, fieldList: readonly string[]): ListedEntities {
    const { site, model } = this
    const recursions = resolveRecursions(site.catalogue, model, this.options)
    const byId = [...id].map(([field, value]) => filterOf(String(field), phpText(value)))
    const named = new Set(byId.map(({ field }) => field))
    const filters = [...wanted.filters.filter(({ field }) => !named.has(field)), ...byId]
    const order = this.order(wanted, fieldList)
    this.verify(recursions, filters, order)
    const tests = this.tests(filters)
    const rows = selectRows(site.database, model.table, tests, order && this.column(order))
    const members = memberFilter(site.entities, model, filters)
    const page = this.page(recursions, accepted(rows, members.accepts), wanted)
    const json = new EntityJson(site.entities, recursions, fieldList)
    const listed: (readonly [string, JsonText])[] = []
    for (const { row, visible } of page) {
      const text = json.encode(model, row, both(visible, members.visible))
      if (text !== '') listed.push([json.key(model, row), text])
    }
    return listed
  }

  async add(data: PhpArray, sender?: SyncSender): Promise<JsonText> {
    const { site, model } = this
    const draft = draftEntity(site.entities, model, data, site.clock(), sender?.distantIds)
    const row = site.writer.insert(model, draft)
    flushed(site)
    if (sender) {
      // the pair is remembered in a step of its own: another request for the same entity fits in between (F44)
      await site.gap()
      addMapping(site, sender.host, model, sender.ids, row)
    }
    return jsonObject(
      model.id.map(name => {
        const given = draft.fields.get(name)
        const cell = row[model.field(name)!.column] ?? null
        return [name, model.generated || typeof given !== 'string' ? String(cell) : jsonString(given)]
      })
    )
  }

  update(id: PhpArray, data: PhpArray, sender?: SyncSender): void {
    const { site, model } = this
    const row = this.existing(id)
    const draft = draftEntity(site.entities, model, data, site.clock(), sender?.distantIds)
    site.writer.update(model, row, draft)
    flushed(site)
  }

  remove(id: PhpArray): void {
    const { site, model } = this
    const removed = site.writer.remove(model, this.existing(id))
    flushed(site)
    for (const gone of removed) dropMappingsOf(site, gone.model, gone.row)
  }

  private existing(id: PhpArray): Row {
    const row = this.site.entities.findOneBy(this.model, id)
    if (!row) throw new SiteException('Exception', 'Entry not found!')
    return row
  }

  /** The last order counts; anything but upper case is ignored (F9). */
  private order(
    wanted: ListArguments,
    fieldList: readonly string[]
  ): [field: string, direction: string] | undefined {
    const usable = wanted.orders.filter(
      ([field, direction]) =>
        (direction === 'ASC' || direction === 'DESC') && (fieldList.length === 0 || fieldList.includes(field))
    )
    const last = usable.at(-1)
    return last && [last[0], last[1]]
  }

  private column([field, direction]: readonly [string, string]): Order {
    const column = this.model.field(field)?.column ?? this.model.association(field)?.column ?? field
    return { column, descending: direction === 'DESC' }
  }

  private verify(
    recursions: Recursions,
    filters: readonly Filter[],
    order: readonly [string, string] | undefined
  ): void {
    const query = new DoctrineQuery(this.model, recursions)
    for (const filter of filters) query.where(filter)
    if (order) query.orderBy(order[0], order[1])
    query.verify()
  }

  private tests(filters: readonly Filter[]): Test[] {
    const conditions: Condition[] = []
    const { discriminator } = this.model
    if (discriminator) conditions.push({ ...discriminator, operation: 'eq' })
    for (const { field, operation, value } of filters) {
      const column = this.model.field(field)?.column ?? this.model.association(field)?.column
      if (column === undefined || operation === 'not') continue
      conditions.push({ column, operation, value: operation === 'in' ? value.split(',') : value })
    }
    return conditions.map(condition => compileCondition(this.site.database, this.model, condition))
  }

  private page(recursions: Recursions, rows: Iterable<Row>, wanted: ListArguments): PageEntry[] {
    const limit = isTruthy(wanted.limit) ? Math.trunc(leadingNumber(wanted.limit)) : undefined
    const offset =
      limit !== undefined && isTruthy(wanted.offset) ? Math.trunc(leadingNumber(wanted.offset)) : 0
    refuseNegative(limit, offset)
    const joined = recursions !== NO_RECURSION && joinsCollections(this.site.entities, this.model, recursions)
    if (joined && (limit !== undefined || offset > 0)) {
      return joinedPage(this.site.entities, this.model, recursions, rows, limit, offset)
    }
    const page: PageEntry[] = []
    let skip = offset
    if (limit === 0) return page
    for (const row of rows) {
      if (skip-- > 0) continue
      page.push({ row })
      if (page.length === limit) break
    }
    return page
  }
}

function* accepted(rows: Iterable<Row>, accepts: (row: Row) => boolean): Generator<Row> {
  for (const row of rows) if (accepts(row)) yield row
}

function both(one: Visible | undefined, other: Visible | undefined): Visible | undefined {
  if (!one || !other) return one ?? other
  return (path, key) => one(path, key) && other(path, key)
}

function filterOf(field: string, value: string): Filter {
  return { field, operation: 'eq', value }
}

function refuseNegative(limit: number | undefined, offset: number): void {
  if (offset < 0) {
    throw new SiteException(
      'Doctrine\\DBAL\\Exception',
      `Offset must be a positive integer or zero, ${offset} given`
    )
  }
  if (limit !== undefined && limit < 0) {
    const cause =
      'SQLSTATE[42000]: Syntax error or access violation: 1064 You have an error in your SQL syntax'
    throw new SiteException('Doctrine\\DBAL\\Exception\\SyntaxErrorException', cause)
  }
}
