import type { EntityId } from '../../models/model.ts'

/** The word for an entity that goes out in two parts: first without what closes a ring, then with it. */
export const inTwoParts = 'closes-a-ring'

/** An entity that is not on the replica, and what it waits for of its own model. */
export interface WaitingEntity {
  readonly id: EntityId
  readonly waitsFor: readonly EntityId[]
  /** All that it waits for may be empty at first. */
  readonly canGoWithout: boolean
}

/**
 * Of entities that wait for each other, one of each ring that has to go out first, without what it waits for: the others follow it. None
 * of a ring in which somebody also waits for something outside, which may never come (F18), or in which nobody can go without.
 */
export function ringOpeners(waiting: readonly WaitingEntity[]): EntityId[] {
  const within = byEachOther(waiting)
  const seen = new Set<WaitingEntity>()
  const openers: EntityId[] = []
  for (const start of within.values()) {
    const way: WaitingEntity[] = []
    let at = start
    while (!seen.has(at)) {
      seen.add(at)
      way.push(at)
      at = within.get(at.waitsFor[0]!)!
    }
    // Where it led to an entity of an earlier way, that one found its ring.
    const ring = way.includes(at) ? way.slice(way.indexOf(at)) : []
    const opener = ring.find(({ canGoWithout }) => canGoWithout)
    if (opener) openers.push(opener.id)
  }
  return openers
}

/** Those that wait for nothing but each other. */
function byEachOther(waiting: readonly WaitingEntity[]): ReadonlyMap<EntityId, WaitingEntity> {
  const within = new Map(waiting.map(one => [one.id, one]))
  for (let before = -1; before !== within.size;) {
    before = within.size
    for (const { id, waitsFor } of within.values())
      if (!waitsFor.every(other => within.has(other))) within.delete(id)
  }
  return within
}
