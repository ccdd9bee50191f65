import type { Operation } from '../orm/criteria.ts'
import { SiteException } from '../orm/site-exception.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { phpText } from '../php/php-value.ts'

/** One filter of a request, its field and operation known to exist. */
export interface Filter {
  readonly field: string
  readonly operation: Operation
  readonly value: string
}

/** What a request wants of a list (F9, F10). */
export interface ListArguments {
  readonly filters: readonly Filter[]
  /** Field and direction of each order, as they came. */
  readonly orders: readonly (readonly [field: string, direction: string])[]
  /** As they came: a limit that is no number is none that PHP refuses. */
  readonly limit: string
  readonly offset: string
}

/** What a data source can be asked for. */
export interface Askable {
  hasField(name: string): boolean
  readonly operations: readonly string[]
}

/** Reads `filter`, `order` and `limit`; an unknown field or operation is refused before the key is looked at (F10). */
export function listArguments(query: PhpArray, source: Askable): ListArguments {
  const orders = readOrders(query.get('order'), source)
  const filters = readFilters(query.get('filter'), source)
  const [limit = '', offset = ''] = phpText(query.get('limit')).split(',')
  return { filters, orders, limit, offset }
}

function unknown(what: string): SiteException {
  return new SiteException('InvalidArgumentException', what)
}

function readOrders(given: PhpValue | undefined, source: Askable): [string, string][] {
  if (!(given instanceof Map)) return []
  return [...given].map(([field, direction]) => {
    if (!source.hasField(String(field))) throw unknown(`Unknown field "${field}"`)
    const text = phpText(direction)
    if (!['asc', 'desc'].includes(text.toLowerCase())) throw unknown(`Unknown sort order "${text}"`)
    return [String(field), text]
  })
}

function readFilters(given: PhpValue | undefined, source: Askable): Filter[] {
  if (!(given instanceof Map)) return []
  const filters: Filter[] = []
  for (const [field, expression] of given) {
    const operations: PhpArray = expression instanceof Map ? expression : new Map([['eq', expression]])
    for (const [operation, value] of operations) {
      if (!source.hasField(String(field))) throw unknown(`Unknown field "${field}"`)
      if (!source.operations.includes(String(operation)))
        throw unknown(`Unsupported operation "${operation}"`)
      filters.push({ field: String(field), operation: operation as Operation, value: phpText(value) })
    }
  }
  return filters
}
