import { findModel } from '../models/catalogue.ts'
import { whyNotReplicable } from '../models/replicable.ts'
import type { ModelName } from '../models/model.ts'
import { sameHost, type SiteSnapshot } from '../doctor/snapshot.ts'
import { partnerTerms } from '../languages/partner-terms.ts'
import { crossedPairs } from '../sync/crossed-pairs.ts'
import type { Delivery } from '../topology/link.ts'
import type { Proposal } from './discover.ts'
import type { PairHitch } from './pair-hitch.ts'

/** Two sites that replicate to each other already, as a link both ways that could be. */
export interface ProposedPair {
  readonly primaryId: string
  readonly replicaId: string
  readonly models: readonly ModelName[]
  /** Never `live`: Cloudrexx's own push would send home as a copy whatever is new (F21). */
  readonly delivery: Delivery
  readonly hitch: PairHitch | null
  /** Pairs in which the two sites contradict each other. */
  readonly crossed: number
}

/** Of the replications that were found those that are each other's way back, and neither of them a link yet. */
export function proposedPairs(
  proposals: readonly Proposal[],
  snapshots: readonly SiteSnapshot[]
): ProposedPair[] {
  return proposals.flatMap((to, at) => {
    const from = proposals
      .slice(at + 1)
      .find(one => one.primaryId === to.replicaId && one.replicaId === to.primaryId)
    if (!from || to.linkId !== null || from.linkId !== null) return []
    const [models, others] = [replicable(to), replicable(from)]
    if (models.length === 0 || others.length === 0) return []
    const crossed = models.reduce((sum, model) => sum + crossedIn(model, to, snapshots), 0)
    const { primaryId, replicaId } = to
    const delivery = [to, from].every(one => one.delivery === 'compare') ? 'compare' : 'queue'
    return [{ primaryId, replicaId, models, delivery, hitch: hitchOf(to, from, crossed), crossed }]
  })
}

function replicable({ models }: Proposal): ModelName[] {
  return models
    .map(({ model }) => model)
    .filter(name => {
      const model = findModel(name)
      return model !== null && whyNotReplicable(model) === null
    })
}

function hitchOf(to: Proposal, from: Proposal, crossed: number): PairHitch | null {
  const names = (one: Proposal): string => replicable(one).sort().join()
  if (names(to) !== names(from)) return 'models-differ'
  if ([...to.models, ...from.models].some(({ ids }) => ids !== null)) return 'only-some-entities'
  return crossed > 0 ? 'pairs-crossed' : null
}

function crossedIn(
  model: ModelName,
  { primaryId, replicaId }: Proposal,
  snapshots: readonly SiteSnapshot[]
): number {
  const [here, partner] = [primaryId, replicaId].map(id => snapshots.find(({ site }) => site.id === id)!) as [
    SiteSnapshot,
    SiteSnapshot
  ]
  const pairs = (site: SiteSnapshot, { site: sender }: SiteSnapshot) =>
    site.mappings
      .filter(one => one.model === model && sameHost(one.foreignHost, sender.mainDomain))
      .flatMap(one => one.pairs)
  return crossedPairs(
    pairs(partner, here),
    pairs(here, partner),
    partnerTerms(primaryId, replicaId, model, [])
  ).length
}
