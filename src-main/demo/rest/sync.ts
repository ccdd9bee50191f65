import { isToOne } from '../orm/model.ts'
import type { Model } from '../orm/model.ts'
import { SiteException } from '../orm/site-exception.ts'
import { jsonObject, jsonString } from '../php/json-text.ts'
import type { PhpArray, PhpValue } from '../php/php-value.ts'
import { phpText } from '../php/php-value.ts'
import type { Site } from '../site.ts'
import type { Row } from '../site-double-types.ts'
import { findEndpoint } from './access.ts'
import { ok, refusedPlainly } from './answer.ts'
import type { Answer } from './answer.ts'
import { dropMapping, findMapping, localIdOf } from './mappings.ts'
import { foreignHost } from './site-request.ts'
import type { SiteRequest } from './site-request.ts'
import { answerV1 } from './v1.ts'

/** The sync endpoint (F16 to F21): what a replica does with a push, dangers included. */
export async function answerSync(site: Site, request: SiteRequest, path: readonly string[]): Promise<Answer> {
  try {
    return await receive(site, request, path)
  } catch (error) {
    return refusedPlainly(error)
  }
}

async function receive(site: Site, request: SiteRequest, path: readonly string[]): Promise<Answer> {
  const version = path[0] ?? ''
  if (version !== 'v1')
    throw new SiteException('BadMethodCallException', `Unsupported API version: "${version}"`)
  const [output, name, ...ids] = path.slice(1)
  const model = syncedModel(site, name)
  const data: PhpArray = new Map(request.body)
  ids.forEach((id, index) => {
    const field = model.id[index]
    if (field !== undefined && (data.get(field) ?? null) === null) data.set(field, id)
  })
  const host = foreignHost(request.referrer)
  if (ids.length === 0) throw new SiteException('BadMethodCallException', 'No element given')

  let method = request.method
  const mapping = findMapping(site, model.class, host, ids)
  if (!mapping) {
    if (method === 'delete') return ok('{}', {})
    // whatever it was, it is taken for a new entity (F17), even a GET
    method = 'post'
  } else if (method === 'post') {
    const known = site.entities.findOneBy(model, localIdOf(mapping))
    if (known) return ok(idObject(site, model, known), {})
    dropMapping(site, mapping)
  }
  const local = localIds(site, model, host, data, method)
  if (method === 'post') await site.gap()
  const distantIds = (targetClass: string, foreign: readonly string[]): PhpValue =>
    firstLocal(findMapping(site, targetClass, host, foreign))
  return answerV1(site, {
    method,
    path: [output, name, ...local],
    query: request.query,
    data,
    sender: { host, ids, distantIds }
  })
}

function syncedModel(site: Site, name: string | undefined): Model {
  try {
    return site.catalogue.get(String(findEndpoint(site, name ?? '').source['identifier']))
  } catch (error) {
    // the message is there, the name is not: a slip in Cloudrexx
    if (error instanceof SiteException && error.type === 'Exception')
      throw new SiteException('Exception', 'No such DataSource: ')
    throw error
  }
}

/**
 * Puts local ids in the place of the sender's: in the entity's own identifier, and in every to-one association whose target
 * is mapped. A foreign key without a mapping stays as it is (F18). Answers the ids for the path; a new generated id is undefined.
 */
function localIds(
  site: Site,
  model: Model,
  host: string | null,
  data: PhpArray,
  method: string
): (string | undefined)[] {
  const sent = model.id.map(field => data.get(field) ?? null)
  for (const field of model.id) replaceKey(site, host, model.class, field, data, sent)
  if (method !== 'delete') {
    for (const association of model.associations) {
      if (!isToOne(association) || association.column === undefined) continue
      const replaced = replaceKey(site, host, association.target, association.name, data)
      const index = model.idColumns.indexOf(association.column)
      if (replaced !== undefined && index >= 0) data.set(model.id[index]!, replaced)
    }
  }
  const local = model.id.map(field => (data.has(field) ? phpText(data.get(field)) : undefined))
  data.delete('id')
  return local
}

/** One look-up in the mappings; an id that is not mapped is forgotten if it is called `id`, and kept otherwise. */
function replaceKey(
  site: Site,
  host: string | null,
  entityType: string,
  field: string,
  data: PhpArray,
  ids: readonly PhpValue[] = [data.get(field) ?? null]
): PhpValue | undefined {
  const mapping = findMapping(site, entityType, host, ids)
  if (!mapping) {
    if (field === 'id') data.delete(field)
    return undefined
  }
  const local = localIdOf(mapping)
  const value = local.get(field) ?? firstLocal(mapping)
  data.set(field, value)
  return value
}

function firstLocal(mapping: Row | undefined): PhpValue {
  return mapping ? ([...localIdOf(mapping).values()][0] ?? null) : null
}

function idObject(site: Site, model: Model, row: Row): string {
  const texts = site.entities.idTexts(model, row)
  return jsonObject(model.id.map((name, index) => [name, jsonString(texts[index]!)]))
}
