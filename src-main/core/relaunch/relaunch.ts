import type { SiteId } from '../fleet/site.ts'
import type { ReplicationDeps } from '../replication/steps/deps.ts'
import type { ErrorCode } from '../shared/error-codes.ts'
import type { Link, LinkId } from '../topology/link.ts'
import { WorkflowType } from '../workflow/workflow-type.ts'

/** Under which name a site sends, and where it is reached. */
export interface Whereabouts {
  readonly mainDomain: string
  readonly baseUrl: string
}

/** A receiver gets another name. */
export interface NewName {
  readonly from: string
  readonly to: string
}

/** A site that remembers the moved one by name. */
export interface Partner {
  readonly siteId: SiteId
  /** It had mappings of the site when the move was planned. */
  readonly mapped: boolean
  /** A link delivers to it from the site; absent in plans of earlier versions. */
  readonly receives?: boolean
  /** Mapping rows that stood under the new name before the move: they stay there when it is undone. */
  readonly strangers: readonly number[]
  /** Its receivers that get another name, where it has a calendar that may publish to them; absent where there is nothing of it. */
  readonly targets?: readonly NewName[]
}

/** A site without a link to the moved one that could not be looked at, and why: what it remembers stays under the old name. */
export interface LeftOut {
  readonly siteId: SiteId
  readonly code: ErrorCode
}

export interface MoveSiteParams {
  readonly siteId: SiteId
  readonly from: Whereabouts
  readonly to: Whereabouts
  readonly partners: readonly Partner[]
  /** Links that rest while names change; those that were not ready before are none of ours. */
  readonly linkIds: readonly LinkId[]
  /**
   * Those of them by which Cloudrexx itself pushes from the site, at the time of the plan: while its partners learn the new name it must not
   * (F38). One whose push had stopped is none of ours. Absent in plans of earlier versions.
   */
  readonly live?: readonly Link[]
  /** Kept for whoever reads the plan; absent in plans of earlier versions. */
  readonly leftOut?: readonly LeftOut[]
}

export const moveWorkflow = new WorkflowType<MoveSiteParams>('move-site')

/** What the steps of a move need beside the way to the sites. */
export interface RelaunchDeps extends ReplicationDeps {
  /** Whether a run of the link is at work. */
  readonly isBusy: (linkId: LinkId) => boolean
  readonly siteChanged: (siteId: SiteId) => void
}
