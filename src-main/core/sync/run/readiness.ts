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

/** What both sides say of an item, right before it goes out. */
export interface Seen {
  /** The primary's entity; null where it has none, and for removals, of which it is not read. */
  readonly original: Entity | null
  readonly counterpart: Entity | null
  /** The primary, asked for the entity of a removal, said that it has none. */
  readonly isGone: boolean
}

/** Decides for items of one model, each in view of what both sides say: it goes out as it is now, or it is held back. */
export function readiness(
  context: PushContext,
  scope: ModelScope
): (item: ItemRecord, seen: Seen) => Ready | HeldBack {
  const { model } = scope
  const index = mappingsOf(context, model.name)
  const form = canonicalForm(model, (_model, id) => id)
  const formBack = canonicalForm(model, backwards(context))

  function moved(item: ItemRecord, { original, counterpart }: Seen): boolean {
    if (counterpart === null) return false
    if (item.why === newerWins) return !isNewer(model, original, counterpart)
    return hasMoved(context, item, canonicalHash(formBack(counterpart), context.hash))
  }

  function removal(item: ItemRecord, { counterpart, isGone }: Seen): Ready | HeldBack {
    if (!isGone) return { item, action: 'gone', why: 'back-on-primary' }
    const title = counterpart && titleOf(model, counterpart)
    return { item, title, counterpart, sent: null, values: null, primaryHash: null, without: null }
  }

  return (item, seen) => {
    const isRemoval = item.action === 'delete'
    if (moved(item, seen))
      return { item, action: 'conflict', why: isRemoval ? 'deleted-and-edited' : 'edited-on-replica' }
    if (isRemoval) return removal(item, seen)
    const { original, counterpart } = seen
    if (!original) return { item, action: 'gone', why: 'gone-on-primary' }
    const missing = missingParent(context, scope, original)
    const isNew = item.action === 'create' && index.localId(item.foreignId) === null
    const opensRing = missing?.waitsFor !== undefined && item.why === inTwoParts && isNew
    if (missing && !opensRing) {
      const canGoWithout = missing.canGoWithout === true && isNew
      return { item, action: 'blocked', ...missing, canGoWithout }
    }
    const sent = opensRing ? withoutOwn(model, original, id => index.localId(id) === null) : original
    const kept = keptOnReplica(item)
    const values = Object.entries(pushValues(model, sent)).filter(([name]) => !kept.has(name))
    return {
      item,
      title: titleOf(model, original),
      sent,
      primaryHash: canonicalHash(form(sent), context.hash),
      counterpart,
      values: Object.fromEntries(values),
      without: missing?.why ?? null
    }
  }
}

/** The plan may be minutes old: the replica's version may be the newer one by now. */
function isNewer(model: Model, original: Entity | null, counterpart: Entity): boolean {
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
