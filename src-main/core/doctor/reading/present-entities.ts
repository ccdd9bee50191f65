import type { ReadOptions, SiteReader } from '../../fleet/site-access.ts'
import { findModel } from '../../models/catalogue.ts'
import type { EntityId, ModelName } from '../../models/model.ts'
import { asAppError } from '../../shared/app-error.ts'
import type { EntitySource } from '../../sync/entity.ts'
import { readableEndpoint } from '../../replication/readable-endpoint.ts'
import type { PresentEntities, SiteSnapshot } from '../snapshot.ts'
import type { Gap } from './collect.ts'

/** Up to so many entities are asked for by their ids; beyond that reading the whole list is cheaper (F39). */
const fewEnough = 2_000

/**
 * Which of the mapped entities exist, for models that the management key may read through an endpoint that hides nothing: an entity that
 * an endpoint conceals would seem to be gone.
 */
export async function readPresent(
  site: SiteReader,
  snapshot: SiteSnapshot,
  gaps: Gap[],
  options: ReadOptions
): Promise<Map<ModelName, PresentEntities>> {
  const present = new Map<ModelName, PresentEntities>()
  if (!(['idmapping', 'endpoint', 'grant'] as const).every(kind => snapshot.read.has(kind))) return present
  const mapped = new Map<ModelName, Set<EntityId>>()
  for (const { model, pairs } of snapshot.mappings) {
    const ids = mapped.get(model) ?? new Set()
    mapped.set(model, ids)
    for (const { localId } of pairs) ids.add(localId)
  }
  for (const [name, ids] of mapped) {
    const model = findModel(name)
    const endpoint = model && readableEndpoint(snapshot, name)
    if (!model || !endpoint) continue
    try {
      const source = { endpoint, model }
      present.set(name, { endpoint, ids: await existing(site, source, [...ids], options) })
    } catch (thrown) {
      gaps.push({ what: model.shortName, error: asAppError(thrown) })
    }
  }
  return present
}

async function existing(
  site: SiteReader,
  source: EntitySource,
  ids: readonly EntityId[],
  options: ReadOptions
): Promise<Set<EntityId>> {
  const found = new Set<EntityId>()
  if (ids.length > fewEnough) {
    for await (const page of site.entityPages(source, options)) for (const { id } of page) found.add(id)
  }
  // A list may have been cut, and entities come and go meanwhile: what seems to be missing is asked for by its id.
  const missing = ids.filter(id => !found.has(id))
  const entities = missing.length === 0 ? [] : await site.entitiesById(source, missing, options)
  for (const { id } of entities) found.add(id)
  return found
}
