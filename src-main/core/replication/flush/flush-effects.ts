import { modelNamed } from '../../models/catalogue.ts'
import type { ModelName } from '../../models/model.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Judged } from './classify.ts'
import type { Holding } from './held.ts'

/** What becomes of a mapped entity in a flush. */
export type Fate = Judged['verdict'] | Holding

/** What is kept, and why, in the order in which a plan tells it. */
const keptFor: readonly (readonly [fate: Fate, why: string])[] = [
  ['edited', 'edited-on-replica'],
  ['has-dependants', 'has-dependants'],
  ['belongs-to-kept', 'belongs-to-kept'],
  ['original', 'original'],
  ['shared', 'original']
]

/**
 * What a flush of one model says that it does. `own`: entities of the replica itself, with which it has nothing to do. `unread`: models whose
 * rows may refer to what is removed, and cannot be read.
 */
export function flushEffects(
  name: string,
  counts: ReadonlyMap<Fate, number>,
  own: number,
  unread: readonly ModelName[]
): Effect[] {
  const effects: Effect[] = []
  const [remove, dead] = [counts.get('remove'), counts.get('dead')]
  if (remove) effects.push({ act: 'remove', what: 'entity', name, count: remove })
  for (const [fate, why] of keptFor) {
    const count = counts.get(fate)
    if (count) effects.push({ act: 'keep', what: 'entity', name, count, why })
  }
  if (dead) effects.push({ act: 'remove', what: 'mapping', name, count: dead, why: 'entity-gone' })
  if (own > 0) effects.push({ act: 'keep', what: 'entity', name, count: own, why: 'own' })
  return [...effects, ...unread.map(unreadEffect)]
}

/** Nobody can say whether rows of this model refer to what is removed: the plan does. */
function unreadEffect(model: ModelName): Effect {
  return { act: 'keep', what: 'datasource', name: modelNamed(model).shortName, why: 'dependants-unread' }
}
