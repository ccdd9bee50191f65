import { ShinyException, SiteException } from '../orm/site-exception.ts'
import { jsonObject, NotUtf8 } from '../php/json-text.ts'
import type { PhpArray } from '../php/php-value.ts'
import { phpText } from '../php/php-value.ts'
import { unserialize } from '../php/unserialize.ts'
import type { Site } from '../site.ts'
import { allowedMethods, findEndpoint, hasAccess, listOption } from './access.ts'
import type { Endpoint } from './access.ts'
import { HTML_TYPE, ok, okBody, OPEN_ORIGIN, refused, refusedPlainly } from './answer.ts'
import type { Answer } from './answer.ts'
import type { DataSource, ListedEntities, SyncSender } from './data-source.ts'
import { DoctrineSource } from './doctrine-source.ts'
import { LegacySource } from './legacy-source.ts'
import { listArguments } from './list-arguments.ts'
import type { Filter, ListArguments } from './list-arguments.ts'

const KEY_LENGTH = 32

/** One call of the v1 interface, from outside or routed on by the sync endpoint. */
export interface V1Call {
  readonly method: string
  /** Output module, endpoint and ids, in the order of the path; a missing id is undefined. */
  readonly path: readonly (string | undefined)[]
  readonly query: PhpArray
  readonly data: PhpArray
  readonly sender?: SyncSender
}

/** The v1 interface (F1 to F15): checks in Cloudrexx's own order, so that each refusal is the one it gives. */
export async function answerV1(site: Site, call: V1Call): Promise<Answer> {
  const output = call.path[0]
  if (output === undefined || output === '') {
    return refusedPlainly(new SiteException('InvalidArgumentException', 'Not enough arguments'), OPEN_ORIGIN)
  }
  if (output.toLowerCase() !== 'json') {
    return refusedPlainly(new SiteException('Exception', `No such output module "${output}"`), OPEN_ORIGIN)
  }
  try {
    return await answerJson(site, call, output)
  } catch (error) {
    // what cannot be encoded is FALSE, and FALSE is printed as nothing
    if (error instanceof NotUtf8) return { ...ok('{}'), body: '' }
    return refused(error)
  }
}

async function answerJson(site: Site, call: V1Call, output: string): Promise<Answer> {
  const name = call.path[1]
  if (name === undefined || name === '')
    throw new SiteException('InvalidArgumentException', 'Not enough arguments')
  const endpoint = findEndpoint(site, name)
  const source = dataSourceOf(site, endpoint)
  const id = elementId(source, call.path.slice(2))
  const key = phpText(call.query.get('apikey'))
  if (Buffer.byteLength(key) < KEY_LENGTH) throw new ShinyException('Access denied', 403)
  const wanted = listArguments(call.query, source)
  if (!hasAccess(site, endpoint, key, call.method)) throw new ShinyException('Access denied', 403)
  const outputs = listOption(endpoint.row, 'allowed_output_methods')
  if (outputs.length > 0 && !outputs.includes(output)) throw new ShinyException('Access denied', 403)
  switch (call.method) {
    case 'options':
      return options(site, endpoint, key)
    case 'head':
      return { ...ok('{}'), body: '' }
    case 'post':
      return ok(await source.add(call.data, call.sender))
    case 'put':
    case 'patch':
      source.update(id, call.data, call.sender)
      return ok('null')
    case 'delete':
      source.remove(id)
      return ok('null')
    default:
      return listed(source.list(id, conditioned(endpoint, wanted), fieldList(endpoint)))
  }
}

export function dataSourceOf(site: Site, { source }: Endpoint): DataSource {
  const identifier = String(source['identifier'])
  if (source['type'] === 'legacyDatabaseRepository') return new LegacySource(site, identifier)
  return new DoctrineSource(site, identifier, unserialize(String(source['options'])))
}

/** Ids of the path by identifier; what is left over belongs to the last one, slashes included. */
function elementId(source: DataSource, parts: readonly (string | undefined)[]): PhpArray {
  const id: PhpArray = new Map()
  if (parts[0] === undefined) return id
  const names = source.identifiers
  parts.forEach((part, index) => {
    const name = names[Math.min(index, names.length - 1)]!
    const before = phpText(id.get(name))
    id.set(name, index < names.length ? (part ?? null) : `${before === '' ? '' : `${before}/`}${part ?? ''}`)
  })
  return id
}

function options(site: Site, endpoint: Endpoint, key: string): Answer {
  const allow = allowedMethods(site, endpoint, key).join(', ')
  return { status: 204, headers: { ...OPEN_ORIGIN, allow, 'content-type': HTML_TYPE }, body: '', rows: 0 }
}

function listed(entities: ListedEntities): Answer {
  const body = jsonObject(entities)
  return { ...ok(body), rows: entities.length, shorter: keep => okBody(jsonObject(entities.slice(0, keep))) }
}

/** The endpoint's own condition takes the place of the request's filter for the same field. */
function conditioned(endpoint: Endpoint, wanted: ListArguments): ListArguments {
  const condition = unserialize(String(endpoint.row['access_condition']))
  if (!(condition instanceof Map) || condition.size === 0) return wanted
  const own: Filter[] = [...condition].flatMap(([field, expression]) =>
    expression instanceof Map
      ? [...expression].map(([operation, value]) => ({
          field: String(field),
          operation: String(operation) as Filter['operation'],
          value: phpText(value)
        }))
      : []
  )
  return { ...wanted, filters: [...wanted.filters.filter(({ field }) => !condition.has(field)), ...own] }
}

/** The fields that an endpoint shows; a list with one empty name hides them all (F3). */
function fieldList(endpoint: Endpoint): string[] {
  return listOption(endpoint.row, 'field_list').map(phpText)
}
