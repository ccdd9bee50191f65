import type { Site, SiteId } from '../fleet/site.ts'
import type { ModelName } from '../models/model.ts'
import type { Link } from '../topology/link.ts'
import type { Claim } from '../workflow/machine.ts'
import type { Users } from './steps/ownership.ts'
import type { GrantWish } from './steps/grant.ts'

/** A link, and where it goes both ways the link back: they are set up and taken off as one. */
export interface LinkPair {
  readonly link: Link
  readonly twin: Link | null
}

export function linksOf({ link, twin }: LinkPair): Link[] {
  return twin ? [link, twin] : [link]
}

export function usersOf(pair: LinkPair): Users {
  return linksOf(pair).map(link => link.id)
}

/** What nobody else may work on while links are changed or taken off: what their replicas get from them (ground rule 10). */
export function claimsOf(links: readonly Link[], site: (id: SiteId) => Site): Claim[] {
  return links.map(({ primaryId, replicaId }) => ({
    siteId: replicaId,
    sender: site(primaryId).mainDomain
  }))
}

/** What a pair needs on one of its two sites. */
export interface Side {
  readonly siteId: SiteId
  readonly models: readonly { readonly model: ModelName; readonly endpoint: string }[]
  /** The rights of the pair's own keys on this site, and of the management key. */
  readonly grants: readonly GrantWish[]
  /** The link that pushes to this site, if one does: its key has to be known here. */
  readonly receives: Link | null
}

/** The two sides of a pair, replica of the first link first. */
export function sidesOf(pair: LinkPair, site: (id: SiteId) => Site): [replica: Side, primary: Side] {
  const { link, twin } = pair
  const replica = link.models.map(({ model, replicaEndpoint }) => ({ model, endpoint: replicaEndpoint }))
  const primary = link.models.map(({ model, primaryEndpoint }) => ({ model, endpoint: primaryEndpoint }))
  return [side(site(link.replicaId), replica, link), side(site(link.primaryId), primary, twin)]
}

function side(site: Site, models: Side['models'], receives: Link | null): Side {
  const { id: siteId, keyRef } = site
  const grants = models.flatMap(({ endpoint }): GrantWish[] => [
    ...(receives
      ? [{ siteId, endpoint, keyRef: receives.keyRef, holder: 'link' as const, readOnly: false }]
      : []),
    { siteId, endpoint, keyRef, holder: 'management', readOnly: true }
  ])
  return { siteId, models, grants, receives }
}

/** A side with only these of its models, and the rights on them. */
export function cutSide(side: Side, wanted: (model: Side['models'][number]) => boolean): Side {
  const models = side.models.filter(wanted)
  const endpoints = new Set(models.map(({ endpoint }) => endpoint))
  return { ...side, models, grants: side.grants.filter(({ endpoint }) => endpoints.has(endpoint)) }
}
