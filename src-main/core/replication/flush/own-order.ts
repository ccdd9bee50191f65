import type { EntityId, Model } from '../../models/model.ts'
import { ringOpeners } from '../../sync/run/rings.ts'

/** When one of several that name each other has its turn. */
export interface Turn<T> {
  readonly one: T
  /** It goes without what it names and is not there yet, which would close a ring; another turn follows, in which it is whole. */
  readonly inPart: boolean
}

/** Relations by which an entity of the model names others of it. */
export function ownRelations({ name, associations }: Model): string[] {
  return associations.filter(({ owning, target }) => owning && target === name).map(one => one.name)
}

/**
 * Parents before their children, for a model that names its own: nothing can name what is not there (F18). Of a ring one goes first in
 * part, and at the end once more as a whole. The same each time for the same entities, so that whoever was cut off goes on with it.
 */
export function parentsBeforeChildren<T>(
  all: readonly T[],
  idOf: (one: T) => EntityId,
  namedBy: (one: T) => readonly EntityId[]
): Turn<T>[] {
  const known = new Set(all.map(idOf))
  const placed = new Set<EntityId>()
  const turns: Turn<T>[] = []
  const again: Turn<T>[] = []
  const waitsFor = (one: T): EntityId[] => namedBy(one).filter(id => known.has(id) && !placed.has(id))
  let waiting = [...all]
  while (waiting.length > 0) {
    let next = waiting.filter(one => waitsFor(one).length === 0)
    const inPart = next.length === 0
    if (inPart) {
      const openers = new Set(
        ringOpeners(waiting.map(one => ({ id: idOf(one), waitsFor: waitsFor(one), canGoWithout: true })))
      )
      next = waiting.filter(one => openers.has(idOf(one)))
      again.push(...next.map(one => ({ one, inPart: false })))
    }
    turns.push(...next.map(one => ({ one, inPart })))
    for (const one of next) placed.add(idOf(one))
    waiting = waiting.filter(one => !placed.has(idOf(one)))
  }
  return [...turns, ...again]
}
