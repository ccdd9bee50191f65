import type { Site, SiteId } from '../fleet/site.ts'
import type { Link } from './link.ts'

/** Why two sites cannot be linked in this direction: stable words, which the window puts into sentences. */
export type NoLink =
  'same-site' | 'exists' | 'primary-not-enrolled' | 'replica-not-enrolled' | 'replica-read-only'

/** What the rule looks at of a site. */
export type LinkableSite = Pick<Site, 'id' | 'state' | 'readOnly'>
type Ends = Pick<Link, 'primaryId' | 'replicaId'>

export interface LinkTarget {
  readonly siteId: SiteId
  readonly legal: boolean
  readonly why: NoLink | null
}

/** Pure rule of the graph: null where a link from primary to replica may be planned. */
export function whyNoLink(
  primary: LinkableSite,
  replica: LinkableSite,
  links: readonly Ends[]
): NoLink | null {
  if (primary.id === replica.id) return 'same-site'
  if (links.some(link => link.primaryId === primary.id && link.replicaId === replica.id)) return 'exists'
  if (primary.state !== 'enrolled') return 'primary-not-enrolled'
  if (replica.state !== 'enrolled') return 'replica-not-enrolled'
  if (replica.readOnly) return 'replica-read-only'
  return null
}

/** Where a link from this site may go, for each site. `links`: those that are set up, staged ones left out. */
export function linkTargets(
  primary: LinkableSite,
  sites: readonly LinkableSite[],
  links: readonly Ends[]
): LinkTarget[] {
  // Only these can stand in the way, and a drag waits for the answer.
  const own = links.filter(link => link.primaryId === primary.id)
  return sites.map(replica => {
    const why = whyNoLink(primary, replica, own)
    return { siteId: replica.id, legal: why === null, why }
  })
}
