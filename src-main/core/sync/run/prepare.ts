import type { EntityId, Model } from '../../models/model.ts'
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
import { inTwoParts } from './rings.ts'

/** An item that may go out now, with what it needs on its way. */
export interface Ready {
  readonly item: ItemRecord
  readonly title: string | null
  /** The primary's entity as far as it is sent now; null for removals. */
  readonly sent: Entity | null
  /** What of it goes out; null for removals. */
  readonly values: Readonly<Record<string, FieldValue | readonly EntityId[]>> | null
  readonly primaryHash: string | null
  /** The replica's entity before the push; null for creations. */
  readonly counterpart: Entity | null
  /** What it is sent without at first, since that would close a ring; null where it is whole. */
  readonly without: string | null
}

/** An item that must not go out, and why. */
export interface HeldBack {
  readonly item: ItemRecord
  readonly action: 'blocked' | 'conflict' | 'gone'
  readonly why: string
  /** Entities of the same model that block it, and may be on their way themselves. */
  readonly waitsFor?: readonly EntityId[]
  /** It is new, and what blocks it may be empty at first. */
  readonly canGoWithout?: boolean
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
  const stillGone = await confirmedGone(context, scope, items)
  const form = canonicalForm(scope.model, (_model, id) => id)
  const formBack = canonicalForm(scope.model, backwards(context))
  const nameOf = (entity: Entity | null): string | null => entity && titleOf(scope.model, entity)

  return items.map(item => {
    const localId = localIdOf(item)
    const counterpart = (localId !== null && replicaById.get(localId)) || null
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
      return {
        item,
        title: nameOf(counterpart),
        counterpart,
        sent: null,
        values: null,
        primaryHash: null,
        without: null
      }
    }
    if (!original) return { item, action: 'gone', why: 'gone-on-primary' }
    const missing = missingParent(context, scope, original)
    const isNew = item.action === 'create' && index.localId(item.foreignId) === null
    const opensRing = missing?.waitsFor !== undefined && item.why === inTwoParts && isNew
    if (missing && !opensRing) {
      const canGoWithout = missing.canGoWithout === true && isNew
      return { item, action: 'blocked', ...missing, canGoWithout }
    }
    const sent = opensRing ? withoutOwn(scope.model, original, id => index.localId(id) === null) : original
    const primaryHash = canonicalHash(form(sent), context.hash)
    const kept = keptOnReplica(item)
    const values = Object.entries(pushValues(scope.model, sent)).filter(([name]) => !kept.has(name))
    return {
      item,
      title: nameOf(original),
      sent,
      primaryHash,
      counterpart,
      values: Object.fromEntries(values),
      without: missing?.why ?? null
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

/** What of an entity has no mapping on the replica: of another model first, since no pass of this one brings that. */
function missingParent(
  context: PushContext,
  { model }: ModelScope,
  entity: Entity
): Pick<HeldBack, 'why' | 'waitsFor' | 'canGoWithout'> | null {
  const own: { readonly why: string; readonly id: EntityId; readonly isOptional: boolean }[] = []
  for (const { name, target, owning, kind, nullable } of model.associations) {
    if (!owning) continue
    for (const id of entity.toMany[name] ?? [entity.toOne[name] ?? null]) {
      if (id === null || mappingsOf(context, target).localId(id) !== null) continue
      if (target !== model.name) return { why: `${name} ${id}` }
      own.push({ why: `${name} ${id}`, id, isOptional: nullable || kind === 'manyToMany' })
    }
  }
  if (own.length === 0) return null
  const canGoWithout = own.every(({ isOptional }) => isOptional)
  return { why: own[0]!.why, waitsFor: own.map(({ id }) => id), canGoWithout }
}

/** An entity without what it names of its own model and is not there yet. */
function withoutOwn(model: Model, entity: Entity, isMissing: (id: EntityId) => boolean): Entity {
  const own = new Set(
    model.associations.filter(({ target }) => target === model.name).map(({ name }) => name)
  )
  const toOne = Object.entries(entity.toOne).map(([name, id]) =>
    own.has(name) && id !== null && isMissing(id) ? [name, null] : [name, id]
  )
  const toMany = Object.entries(entity.toMany).map(([name, ids]) =>
    own.has(name) ? [name, ids.filter(id => !isMissing(id))] : [name, ids]
  )
  return { ...entity, toOne: Object.fromEntries(toOne), toMany: Object.fromEntries(toMany) }
}
