import type { PageOptions, ReadOptions } from '../../core/fleet/site-access.ts'
import type { Model } from '../../core/models/model.ts'
import type { Entity, EntitySource } from '../../core/sync/entity.ts'
import { BadAnswer } from './errors/bad-answer.ts'
import type { Caller } from './http/caller.ts'
import { readPages } from './pages.ts'
import type { ListField } from './paging/listing.ts'
import { v1Request } from './request.ts'
import { understand } from './understand.ts'
import { listOf, type Keyed } from './wire/answer.ts'
import type { EntityDecoder } from './wire/entity.ts'
import { createEntityDecoder } from './wire/entity.ts'
import { identifierValues } from './wire/push-form.ts'

/** All entities of a source, in the order of their ids (F11). */
export function readEntityPages(
  caller: Caller,
  source: EntitySource,
  options: PageOptions = {}
): AsyncGenerator<Entity[]> {
  const { model, endpoint } = source
  const decoder = createEntityDecoder(model)
  const hasMembers = model.associations.some(({ kind, owning }) => owning && kind === 'manyToMany')
  return readPages<Entity>(
    caller,
    {
      endpoint,
      urgency: 'run',
      identifier: listFields(model),
      filter: [],
      ...decoder,
      lastMayBeCut: () => hasMembers && decoder.recursed() === true,
      whole: (id, signal) => readRecord(caller, source, id.join('/'), { signal }, decoder)
    },
    options
  )
}

/** One entity, or null where the site says that there is none (F6). */
export async function readEntity(
  caller: Caller,
  source: EntitySource,
  id: string,
  options: ReadOptions = {}
): Promise<Entity | null> {
  const decoder = createEntityDecoder(source.model)
  const record = await readRecord(caller, source, id, options, decoder)
  return record && decoder.decode(...record)
}

async function readRecord(
  caller: Caller,
  { endpoint, model }: EntitySource,
  id: string,
  options: ReadOptions,
  decoder: EntityDecoder
): Promise<Keyed | null> {
  const parts = identifierValues(model, id)
  const request = v1Request('GET', endpoint, parts, { keyRef: caller.site.keyRef, urgency: 'step' })
  const { data } = await caller.call(request, { signal: options.signal })
  // A zero in an id is taken as no condition at all: more than was asked for may come back.
  return understand(caller, request, () => {
    const records = listOf(data)
    decoder.look(records)
    return records.find(record => decoder.idOf(...record).join('/') === id) ?? null
  })
}

/** The greatest id there is; 0 where there is none. One that was given out and removed since is not seen. */
export async function readLastId(
  caller: Caller,
  { endpoint, model }: EntitySource,
  options: ReadOptions = {}
): Promise<number> {
  const field = model.identifier[0]?.name ?? 'id'
  const request = v1Request('GET', endpoint, [], {
    keyRef: caller.site.keyRef,
    urgency: 'step',
    query: [
      [`order[${field}]`, 'DESC'],
      ['limit', '1']
    ]
  })
  const { data } = await caller.call(request, { signal: options.signal })
  return understand(caller, request, () => {
    const ids = listOf(data).map(([key, record]) => Number(createEntityDecoder(model).idOf(key, record)[0]))
    if (ids.some(Number.isNaN)) throw new BadAnswer('an id that is no number')
    return Math.max(0, ...ids)
  })
}

/** Identifier fields as paging needs them. */
export function listFields(model: Model): ListField[] {
  return model.identifier.map(({ name, type }) => ({ name, numeric: numericTypes.has(type) }))
}

const numericTypes = new Set(['integer', 'smallint', 'bigint'])
