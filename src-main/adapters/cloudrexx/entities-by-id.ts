import type { ReadOptions } from '../../core/fleet/site-access.ts'
import type { EntityId } from '../../core/models/model.ts'
import type { Entity, EntitySource } from '../../core/sync/entity.ts'
import { readEntity } from './entities.ts'
import type { Caller } from './http/caller.ts'
import { v1Request } from './request.ts'
import { understand } from './understand.ts'
import { listOf } from './wire/answer.ts'
import { decodeAll } from './wire/entity.ts'
import { identifierValues } from './wire/push-form.ts'

/** Addresses longer than some 8,000 characters are refused by usual servers; the rest of the address needs room too. */
const longestList = 6_000
/** A value of the first field of a composite id may stand for many rows. */
const mostGroups = 100
/** So few missing ones are asked for one by one. */
const fewMissing = 3

/**
 * Those of the entities that exist. One that is missing in the answer is asked for again before it counts as gone: a list
 * that was cut looks the same as a list of what is left.
 */
export async function readEntitiesById(
  caller: Caller,
  source: EntitySource,
  ids: readonly EntityId[],
  options: ReadOptions = {}
): Promise<Entity[]> {
  const wanted = [...new Set(ids)]
  const found = await askForAll(caller, source, wanted, options)
  const missing = wanted.filter(id => !found.has(id))
  if (missing.length > fewMissing) {
    for (const [id, entity] of await askForAll(caller, source, missing, options)) found.set(id, entity)
  } else {
    const again = await Promise.all(missing.map(id => readEntity(caller, source, id, options)))
    for (const entity of again) if (entity !== null) found.set(entity.id, entity)
  }
  return [...found.values()]
}

async function askForAll(
  caller: Caller,
  source: EntitySource,
  ids: readonly EntityId[],
  options: ReadOptions
): Promise<Map<EntityId, Entity>> {
  const wanted = new Set(ids)
  const firsts = [...new Set(ids.map(id => identifierValues(source.model, id)[0] ?? ''))]
  const composite = source.model.identifier.length > 1
  const chunks = chunksOf(firsts, composite ? mostGroups : Infinity)
  const answers = await Promise.all(chunks.map(chunk => askFor(caller, source, chunk, options)))
  // Of composite ids all rows of the same first field come along; more may come where an id is zero.
  return new Map(
    answers
      .flat()
      .filter(({ id }) => wanted.has(id))
      .map(entity => [entity.id, entity])
  )
}

async function askFor(
  caller: Caller,
  { endpoint, model }: EntitySource,
  values: readonly string[],
  options: ReadOptions
): Promise<Entity[]> {
  const field = model.identifier[0]?.name ?? 'id'
  const request = v1Request('GET', endpoint, [], {
    keyRef: caller.site.keyRef,
    urgency: 'run',
    query: [[`filter[${field}][in]`, values.join(',')]],
    rows: values.length
  })
  const { data } = await caller.call(request, { signal: options.signal })
  return understand(caller, request, () => decodeAll(model, listOf(data)))
}

/** Values in lists that fit an address. */
export function chunksOf(values: readonly string[], most: number): string[][] {
  const chunks: string[][] = []
  let length = Infinity
  for (const value of values) {
    const size = encodeURIComponent(value).length + 1
    const last = chunks.at(-1)
    if (last === undefined || length + size > longestList || last.length >= most) {
      chunks.push([value])
      length = size
    } else {
      last.push(value)
      length += size
    }
  }
  return chunks
}
