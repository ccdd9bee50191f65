import type { SiteId } from '../../fleet/site.ts'
import type { ReplicationDeps } from '../../replication/steps/deps.ts'
import type { LinkId } from '../../topology/link.ts'

/** What the steps of a mend need beside the site. */
export interface MendDeps extends ReplicationDeps {
  /** Main domains of those who send to a site. */
  readonly sendersTo: (siteId: SiteId) => readonly string[]
  readonly linkChanged: (linkId: LinkId) => void
  /** Fails with 'link-busy' where a run is at work on what the site gets. */
  readonly refuseWhileRunning: (siteId: SiteId) => void
}

/** Everything about a mend; fixed when it is planned. */
export interface MendPlace {
  readonly siteId: string
  /** Names this mend, for what it makes on the site. */
  readonly mendId: string
}
