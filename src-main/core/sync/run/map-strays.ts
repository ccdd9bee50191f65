import { idParts, joinId, type EntityId, type Model } from '../../models/model.ts'
import { canonicalForm, canonicalHash } from '../canonical.ts'
import type { Entity } from '../entity.ts'
import type { ItemRecord } from '../records.ts'
import { backwards, mappingsOf, type ModelScope, type PushContext } from './context.ts'
import { prepare } from './prepare.ts'
import type { Ready } from './readiness.ts'
import { localIdFields } from './write-back.ts'

/**
 * Entities that were written and whose mapping was not: a request was cut between its two steps (F44). What holds just what was sent gets its
 * mapping. Gives the positions of these items.
 */
export async function mapStrays(
  context: PushContext,
  scope: ModelScope,
  creations: readonly ItemRecord[]
): Promise<ReadonlySet<number>> {
  const mapped = new Set<number>()
  if (creations.length === 0) return mapped
  const ready = (await prepare(context, scope, creations)).filter((one): one is Ready => 'values' in one)
  const strayFor = await straysFor(context, scope, ready)
  for (const one of ready) {
    const localId = strayFor(one)
    if (localId === null) continue
    await context.replica.createRow('idmapping', {
      foreignHost: context.sender,
      entityType: scope.model.name,
      foreignId: idParts(one.item.foreignId),
      localId: localIdFields(scope.model, localId)
    })
    mapped.add(one.item.position)
  }
  return mapped
}

type StrayFor = (one: Ready) => EntityId | null

async function straysFor(
  context: PushContext,
  scope: ModelScope,
  ready: readonly Ready[]
): Promise<StrayFor> {
  const form = canonicalForm(scope.model, backwards(context))
  const hashOf = (entity: Entity): string => canonicalHash(form(entity), context.hash)
  return scope.model.identifier[0]?.generated === true
    ? newestStrays(context, scope, hashOf)
    : givenStrays(context, scope, ready, hashOf)
}

/** Ids that the site makes itself tell what appeared since the run began. Several may look alike, and each of them is there once. */
async function newestStrays(
  context: PushContext,
  { model, onReplica }: ModelScope,
  hashOf: (entity: Entity) => string
): Promise<StrayFor> {
  const { store, runId, replica, signal } = context
  const after = store.runs.get(runId)!.lastIds[model.name]
  const strays = new Map<string, EntityId[]>()
  if (after === undefined) return () => null
  const index = mappingsOf(context, model.name)
  for await (const page of replica.entityPages(onReplica, { after, signal }))
    for (const entity of page) {
      if (index.foreignId(entity.id) !== null) continue
      const hash = hashOf(entity)
      strays.set(hash, [...(strays.get(hash) ?? []), entity.id])
    }
  return ({ primaryHash }) => strays.get(primaryHash!)?.shift() ?? null
}

/** Of ids that it does not make the replica's is known beforehand: its parts are mapped like what they name (F19). */
async function givenStrays(
  context: PushContext,
  { model, onReplica }: ModelScope,
  ready: readonly Ready[],
  hashOf: (entity: Entity) => string
): Promise<StrayFor> {
  const index = mappingsOf(context, model.name)
  const idThere = ({ item }: Ready): EntityId | null => {
    const id = localIdFor(context, model, item.foreignId)
    return id === null || index.foreignId(id) !== null ? null : id
  }
  const ids = ready.flatMap(one => idThere(one) ?? [])
  const found = await context.replica.entitiesById(onReplica, ids, { signal: context.signal })
  const hashes = new Map(found.map(entity => [entity.id, hashOf(entity)]))
  return one => {
    const id = idThere(one)
    return id !== null && hashes.get(id) === one.primaryHash ? id : null
  }
}

function localIdFor(
  { mappings }: Pick<PushContext, 'mappings'>,
  { identifier, associations }: Model,
  foreignId: EntityId
): EntityId | null {
  const parts = idParts(foreignId).map((part, at) => {
    const target = associations.find(({ name }) => name === identifier[at]!.association)?.target
    return target === undefined ? part : (mappings.get(target)?.localId(part) ?? null)
  })
  return parts.includes(null) ? null : joinId(parts as string[])
}
