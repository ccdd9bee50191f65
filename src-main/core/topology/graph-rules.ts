import type { SiteId } from '../fleet/site.ts'
import type { ModelName } from '../models/model.ts'
import type { Link } from './link.ts'

/** A link as the rules of the graph see it: there already, or only wished for. */
export type Edge = Pick<Link, 'primaryId' | 'replicaId' | 'delivery'> & {
  readonly models: readonly { readonly model: ModelName }[]
}

function carries(edge: Edge, model: ModelName): boolean {
  return edge.models.some(one => one.model === model)
}

/** The same two sites, in whichever direction: a both-ways pair is no ring, its mappings lead home (F21). */
function samePair(one: Edge, other: Edge): boolean {
  const ends = (edge: Edge): string => [edge.primaryId, edge.replicaId].sort().join()
  return ends(one) === ends(other)
}

/**
 * The sites of the shortest ring that the wished link would close for a model, its primary first and last; null where it closes none. In
 * a ring each site makes a new entity of what it sent off itself, round after round: the mappings only know neighbours (F21).
 */
export function ringThrough(wished: Edge, links: readonly Edge[], model: ModelName): SiteId[] | null {
  const roads = links.filter(link => carries(link, model) && !samePair(link, wished))
  const cameFrom = new Map<SiteId, SiteId>()
  const open = [wished.replicaId]
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const { primaryId, replicaId } of roads) {
      if (primaryId !== at || cameFrom.has(replicaId) || replicaId === wished.replicaId) continue
      cameFrom.set(replicaId, at)
      if (replicaId !== wished.primaryId) {
        open.push(replicaId)
        continue
      }
      const ring = [replicaId]
      for (let back = cameFrom.get(replicaId); back !== undefined; back = cameFrom.get(back))
        ring.unshift(back)
      return [wished.primaryId, ...ring]
    }
  }
  return null
}

/** Two links in a row that carry the same model: what the first brings, the second may pass on (F22). */
export interface Chain {
  readonly from: SiteId
  readonly over: SiteId
  readonly to: SiteId
  readonly models: readonly ModelName[]
  /** Only a comparison sees what came in over REST: the queue of Cloudrexx does not (F22). */
  readonly passesOn: boolean
}

/** The chains that the wished link would be part of. */
export function chainsThrough(wished: Edge, links: readonly Edge[]): Chain[] {
  return links.flatMap(link => {
    if (samePair(link, wished)) return []
    if (link.replicaId === wished.primaryId) return chain(link, wished)
    return link.primaryId === wished.replicaId ? chain(wished, link) : []
  })
}

function chain(first: Edge, second: Edge): Chain[] {
  const models = first.models.map(({ model }) => model).filter(model => carries(second, model))
  if (models.length === 0) return []
  const passesOn = second.delivery === 'compare'
  return [{ from: first.primaryId, over: first.replicaId, to: second.replicaId, models, passesOn }]
}

/** Other primaries from which the replica gets one of the models already. */
export function otherPrimaries(
  wished: Edge,
  links: readonly Edge[]
): { readonly primaryId: SiteId; readonly models: readonly ModelName[] }[] {
  return links.flatMap(link => {
    if (link.replicaId !== wished.replicaId || link.primaryId === wished.primaryId) return []
    const models = wished.models.map(({ model }) => model).filter(model => carries(link, model))
    return models.length > 0 ? [{ primaryId: link.primaryId, models }] : []
  })
}
