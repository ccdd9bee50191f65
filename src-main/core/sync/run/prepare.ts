import type { EntityId } from '../../models/model.ts'
import { changeDateOf } from '../../models/change-date.ts'
import { canonicalForm, canonicalHash } from '../canonical.ts'
import { newerWins } from '../decide.ts'
import type { Entity, FieldValue } from '../entity.ts'
import type { ItemRecord } from '../records.ts'
import { newerSide } from '../newer-side.ts'
import { titleOf } from '../title.ts'
import { pushValues } from '../values.ts'
import { backwards, mappingsOf, type ModelScope, type PushContext } from './context.ts'
import { byField, keptOnReplica } from './decide-fields.ts'

/** An item that may go out now, with what it needs on its way. */
export interface Ready {
  readonly item: ItemRecord
  readonly title: string | null
  /** What the primary has now; null for removals. */
  readonly values: Readonly<Record<string, FieldValue | readonly EntityId[]>> | null
  readonly primaryHash: string | null
  /** The replica's entity before the push; null for creations. */
  readonly counterpart: Entity | null
}

/** An item that must not go out, and why. */
export interface HeldBack {
  readonly item: ItemRecord
  readonly action: 'blocked' | 'conflict' | 'gone'
  readonly why: string
  /** Blocked by an entity of the same model, which may be on its way itself. */
  readonly byItsOwn?: boolean
}

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
  const mapped = items.flatMap(item =>
    item.action !== 'create' && item.localId !== null ? [item.localId] : []
  )
  const [originals, counterparts] = await Promise.all([
    wanted.length > 0 ? context.primary.entitiesById(scope.onPrimary, wanted, { signal }) : [],
    mapped.length > 0 ? context.replica.entitiesById(scope.onReplica, mapped, { signal }) : []
  ])
  const primaryById = new Map(originals.map(entity => [entity.id, entity]))
  const replicaById = new Map(counterparts.map(entity => [entity.id, entity]))
  const stillGone = await confirmedGone(context, scope, items)
  const form = canonicalForm(scope.model, (_model, id) => id)
  const formBack = canonicalForm(scope.model, backwards(context))
  const nameOf = (entity: Entity | null): string | null => entity && titleOf(scope.model, entity)

  return items.map(item => {
    const counterpart = (item.localId !== null && replicaById.get(item.localId)) || null
    const original = primaryById.get(item.foreignId)
    const moved =
      counterpart !== null &&
      (item.why === newerWins
        ? !isNewer(scope, original, counterpart)
        : hasMoved(context, item, canonicalHash(formBack(counterpart), context.hash)))
    if (moved)
      return {
        item,
        action: 'conflict',
        why: item.action === 'delete' ? 'deleted-and-edited' : 'edited-on-replica'
      }
    if (item.action === 'delete') {
      if (!stillGone.has(item.foreignId)) return { item, action: 'gone', why: 'back-on-primary' }
      return { item, title: nameOf(counterpart), values: null, primaryHash: null, counterpart }
    }
    if (!original) return { item, action: 'gone', why: 'gone-on-primary' }
    const parent = missingParent(context, scope, original)
    if (parent) return { item, action: 'blocked', ...parent }
    const primaryHash = canonicalHash(form(original), context.hash)
    const kept = keptOnReplica(item)
    const values = Object.entries(pushValues(scope.model, original)).filter(([name]) => !kept.has(name))
    return {
      ...{ item, title: nameOf(original), primaryHash, counterpart },
      values: Object.fromEntries(values)
    }
  })
}

/** The plan may be minutes old: the replica's version may be the newer one by now. */
function isNewer({ model }: ModelScope, original: Entity | undefined, counterpart: Entity): boolean {
  const date = changeDateOf(model)
  if (!original || date === null) return true
  return newerSide(original.fields[date], counterpart.fields[date]) === 'primary'
}

function hasMoved(context: PushContext, item: ItemRecord, hash: string): boolean {
  // A person, or the link's policy, has decided in view of the replica's edit.
  if (item.why === 'primary-wins' || item.why === byField) return false
  const agreed = context.store.agreed.get(context.link.id, item.model, item.foreignId)
  return agreed !== null && agreed.replicaHash !== hash
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

/** The first parent that has no mapping on the replica; one of another model first, since no pass of this one brings that. */
function missingParent(
  context: PushContext,
  { model }: ModelScope,
  entity: Entity
): Pick<HeldBack, 'why' | 'byItsOwn'> | null {
  let ownParent: string | null = null
  for (const { name, target, owning } of model.associations) {
    if (!owning) continue
    for (const id of entity.toMany[name] ?? [entity.toOne[name] ?? null]) {
      if (id === null || mappingsOf(context, target).localId(id) !== null) continue
      if (target !== model.name) return { why: `${name} ${id}` }
      ownParent ??= `${name} ${id}`
    }
  }
  return ownParent === null ? null : { why: ownParent, byItsOwn: true }
}
