import { joinId, type EntityId } from '../../models/model.ts'
import { AppError } from '../../shared/app-error.ts'
import { canonicalForm, canonicalHash, differingFields } from '../canonical.ts'
import type { Entity } from '../entity.ts'
import type { AgreedState, FieldDifference, ItemPatch } from '../records.ts'
import { backwards, mappingsOf, type ModelScope, type PushContext } from './context.ts'
import { keptOnReplica } from './decide-fields.ts'
import type { Ready } from './readiness.ts'
import { agreeToReplica } from './resolve.ts'
import { writeBack } from './write-back.ts'

/** What reading back says of one entity that was sent. */
export interface ReadBack {
  readonly ready: Ready
  /** Null: it is not there, or has no mapping. */
  readonly localId: string | null
  readonly patch: ItemPatch
}

/** Pages without any of the wanted mappings after which they count as not there. */
const barrenPages = 3

/** Mappings that the replica wrote since the last look at them. */
export async function readNewMappings(
  context: PushContext,
  scope: ModelScope,
  wanted: readonly EntityId[] | null = null
): Promise<void> {
  const index = mappingsOf(context, scope.model.name)
  const filter = { foreignHost: context.sender, entityType: scope.model.name }
  const options = { after: index.lastRowId, ahead: wanted === null, signal: context.signal }
  const missing = new Set(wanted)
  let barren = 0
  for await (const rows of context.replica.rowPages('idmapping', filter, options)) {
    let found = 0
    for (const row of rows) {
      index.add(row, scope.model)
      if (missing.delete(joinId(row.foreignId))) found += 1
    }
    // While a run goes on there are always newer ones: the end is where all that is wanted is known.
    barren = found > 0 ? 0 : barren + 1
    if (wanted && (missing.size === 0 || barren >= barrenPages)) return
  }
}

/**
 * Whether an entity arrived can only be told by reading it back (F37). Notes the agreed state of what is there, and names the fields that
 * the site stored differently: these are not sent again until the primary's value changes. `wasTaken`: whether the site said that it took
 * one; of what it refused, or left without an answer, only what is there just as it was sent is agreed on, and the rest is sent again.
 */
export async function readBack(
  context: PushContext,
  scope: ModelScope,
  pushed: readonly Ready[],
  wasTaken: (ready: Ready) => boolean = () => true
): Promise<ReadBack[]> {
  const index = mappingsOf(context, scope.model.name)
  const created = pushed.filter(({ item }) => item.action === 'create').map(({ item }) => item.foreignId)
  if (created.length > 0) await readMappingsOfSent(context, scope, created)
  const localIds = pushed.flatMap(({ item }) => index.localId(item.foreignId) ?? [])
  const entities = await context.replica.entitiesById(scope.onReplica, localIds)
  const byId = new Map(entities.map(entity => [entity.id, entity]))
  const agreed: AgreedState[] = []
  const results = pushed.map(ready => {
    const localId = index.localId(ready.item.foreignId)
    const entity = localId === null ? undefined : byId.get(localId)
    if (localId === null || !entity) return { ready, localId: null, patch: {} }
    const stored = canonicalForm(scope.model, backwards(context))(entity)
    const replicaHash = canonicalHash(stored, context.hash)
    if (wasTaken(ready) || replicaHash === ready.primaryHash) {
      agreed.push({
        foreignId: ready.item.foreignId,
        localId,
        primaryHash: ready.primaryHash!,
        replicaHash,
        origin: originOf(context, ready)
      })
    }
    const patch =
      replicaHash === ready.primaryHash
        ? { localId }
        : { localId, ...storedDifferently(context, scope, ready, entity) }
    return { ready, localId, patch }
  })
  context.store.agreed.put(context.link.id, scope.model.name, agreed)
  const sent = new Map(pushed.map(ready => [ready.item.foreignId, ready.sent!]))
  await writeBack(context, scope, agreed, { stored: byId, sent })
  await bringChosenFieldsBack(context, results)
  return results
}

/**
 * Also of a run that was cancelled: without it nobody would know that replication made these entities, and of a both-ways link the primary
 * would take its own for new ones. Where the lease was lost somebody else may be at work by now, and nothing more is done.
 */
async function readMappingsOfSent(
  context: PushContext,
  scope: ModelScope,
  created: readonly EntityId[]
): Promise<void> {
  const { signal } = context
  try {
    await readNewMappings(context, scope, created)
  } catch (thrown) {
    if (!signal.aborted || signal.reason instanceof AppError) throw thrown
    await readNewMappings({ ...context, signal: new AbortController().signal }, scope, created)
  }
}

/** Of a both-ways link the replica's fields of a conflict that was decided field by field come here by the twin. */
async function bringChosenFieldsBack(context: PushContext, results: readonly ReadBack[]): Promise<void> {
  if (!context.twin) return
  for (const { ready, localId } of results) {
    if (localId !== null && keptOnReplica(ready.item).size > 0) {
      await agreeToReplica(context, { ...ready.item, localId })
    }
  }
}

function originOf(context: PushContext, { item }: Ready): AgreedState['origin'] {
  if (item.action === 'create') return 'created'
  return context.store.agreed.get(context.link.id, item.model, item.foreignId)?.origin ?? 'found'
}

function storedDifferently(context: PushContext, scope: ModelScope, ready: Ready, stored: Entity): ItemPatch {
  const sent = ready.sent!
  const sentForm = canonicalForm(scope.model, (_model, id) => id)(sent)
  const storedForm = canonicalForm(scope.model, backwards(context))(stored)
  const kept = keptOnReplica(ready.item)
  const differing = differingFields(sentForm, storedForm).filter(field => !kept.has(field))
  if (differing.length === 0) return {}
  return {
    why: 'stored-differently',
    differences: differing.map(field => ({
      field,
      primary: valueOf(sent, field),
      replica: valueOf(stored, field)
    }))
  }
}

function valueOf({ fields, toOne, toMany }: Entity, name: string): FieldDifference['primary'] {
  return fields[name] ?? toOne[name] ?? toMany[name] ?? null
}
