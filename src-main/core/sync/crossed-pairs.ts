import type { PartnerTerms } from '../languages/partner-terms.ts'
import type { EntityId } from '../models/model.ts'
import type { MappedPair } from './mapping-index.ts'

/** Two entities, each named as its own site does. */
export interface Pair {
  readonly here: EntityId
  readonly partner: EntityId
}

/**
 * Pairs in which two sites contradict each other: an entity of one that has another counterpart by the other's word, such as a copy that was
 * sent home since the mapping for the way back was missing (F21). A link that goes both ways would send the copies round. What only one of
 * the two remembers contradicts nothing: the first run writes the other half. `there`: what the partner got from here; `back`: what came
 * from the partner.
 */
export function crossedPairs(
  there: Iterable<MappedPair>,
  back: Iterable<MappedPair>,
  { toHere, toPartner }: PartnerTerms
): Pair[] {
  const [byHere, byPartner] = [new Map<EntityId, EntityId>(), new Map<EntityId, EntityId>()]
  for (const { foreignId, localId } of there) {
    byHere.set(toHere(foreignId), localId)
    byPartner.set(localId, toHere(foreignId))
  }
  const crossed: Pair[] = []
  for (const { foreignId, localId } of back) {
    const pair = { here: localId, partner: toPartner(foreignId) }
    const isOne = (byHere.get(pair.here) ?? pair.partner) === pair.partner
    const isOther = (byPartner.get(pair.partner) ?? pair.here) === pair.here
    if (!isOne || !isOther) crossed.push(pair)
  }
  return crossed
}
