import { partnerTerms } from '../../languages/partner-terms.ts'
import type { Model } from '../../models/model.ts'
import { crossedPairs } from '../../sync/crossed-pairs.ts'
import type { MappedPair, MappingIndex } from '../../sync/mapping-index.ts'
import type { PreflightFacts } from '../facts.ts'
import { examples, type Notice } from '../notice.ts'

function* pairsIn(index: MappingIndex | undefined): Generator<MappedPair> {
  for (const [foreignId, localId] of index?.pairs() ?? []) yield { foreignId, localId }
}

/**
 * Two directions that are to become one, and whose sites pair different entities with each other: whatever has two counterparts would go
 * round as a copy (F21). The doctor can lead such mappings to the originals, or to those of one side.
 */
export function pairsCrossed(facts: PreflightFacts): Notice[] {
  if (!facts.bothWays) return []
  const { primary, replica, languages, models } = facts
  const [here, partner] = [primary.site.id, replica.site.id]
  const link = { primaryId: here, replicaId: partner, languages }
  const crossedOf = ({ name }: Model): number =>
    crossedPairs(
      pairsIn(replica.pairs.get(name)),
      pairsIn(primary.pairs.get(name)),
      partnerTerms(here, partner, name, [link])
    ).length
  const crossed = models
    .map(({ model }) => ({ model, count: crossedOf(model) }))
    .filter(({ count }) => count > 0)
  if (crossed.length === 0) return []
  return [
    {
      kind: 'pairs-crossed',
      severity: 'refuse',
      // The same from either end, so that it is said once.
      about: [primary.site.name, replica.site.name].sort().join(' ⇄ '),
      evidence: {
        count: crossed.reduce((sum, { count }) => sum + count, 0),
        models: examples(crossed.map(({ model }) => model.shortName))
      }
    }
  ]
}
