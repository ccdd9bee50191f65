import type { EntityId } from '../../models/model.ts'
import type { ItemRecord } from '../records.ts'
import { mappingsOf, type ModelScope, type PushContext } from './context.ts'
import { readiness, type HeldBack, type Ready } from './readiness.ts'
import { inTwoParts } from './rings.ts'

/**
 * Looks at a batch of items again, right before they go out: the plan may be minutes old. The primary's current state is what is sent, a
 * replica's entity that moved since the agreed state is a conflict, and a child whose parent did not arrive stays here (F18).
 */
export async function prepare(
  context: PushContext,
  scope: ModelScope,
  items: readonly ItemRecord[]
): Promise<(Ready | HeldBack)[]> {
  const { signal } = context
  const wanted = items.filter(item => item.action !== 'delete').map(item => item.foreignId)
  const index = mappingsOf(context, scope.model.name)
  const localIdOf = (item: ItemRecord): EntityId | null => {
    if (item.why === inTwoParts) return index.localId(item.foreignId)
    return item.action === 'create' ? null : item.localId
  }
  const mapped = items.flatMap(item => localIdOf(item) ?? [])
  const [originals, counterparts] = await Promise.all([
    wanted.length > 0 ? context.primary.entitiesById(scope.onPrimary, wanted, { signal }) : [],
    mapped.length > 0 ? context.replica.entitiesById(scope.onReplica, mapped, { signal }) : []
  ])
  const primaryById = new Map(originals.map(entity => [entity.id, entity]))
  const replicaById = new Map(counterparts.map(entity => [entity.id, entity]))
  const gone = await confirmedGone(context, scope, items)
  const ready = readiness(context, scope)
  return items.map(item => {
    const localId = localIdOf(item)
    const counterpart = (localId !== null && replicaById.get(localId)) || null
    return ready(item, {
      original: primaryById.get(item.foreignId) ?? null,
      counterpart,
      isGone: gone.has(item.foreignId)
    })
  })
}

/** Each removal is confirmed by asking the primary for that very id (ground rule 4). */
async function confirmedGone(
  context: PushContext,
  scope: ModelScope,
  items: readonly ItemRecord[]
): Promise<Set<EntityId>> {
  const removals = items.filter(item => item.action === 'delete')
  const answers = await Promise.all(
    removals.map(item => context.primary.entity(scope.onPrimary, item.foreignId, { signal: context.signal }))
  )
  return new Set(removals.filter((_item, at) => answers[at] === null).map(item => item.foreignId))
}
