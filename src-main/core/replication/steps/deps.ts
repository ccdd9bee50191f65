import type { KeyKeeper } from '../../fleet/keys.ts'
import type { SiteRepository } from '../../fleet/site-repository.ts'
import type { Clock, Ids, Notes } from '../../shared/ports.ts'
import type { AgreedStates, Archive } from '../../sync/records.ts'
import type { LinkId } from '../../topology/link.ts'
import type { LinkRepository } from '../../topology/link-repository.ts'
import type { WorkflowRepository } from '../../workflow/records.ts'
import type { Hash } from '../../sync/canonical.ts'
import type { Provenance } from '../provenance.ts'

/** Runs of this program. */
export interface RunsAtWork {
  /** Also where a request of an earlier run got no answer, and may still be at work on the site (F44). */
  isBusy(linkId: LinkId): boolean
  /** Sends nothing new; resolves when what was on its way has been waited for and recorded, and nothing else can be at work any more. */
  cancel(linkId: LinkId): Promise<void>
}

/** What the steps of replication need beside the sites. */
export interface ReplicationDeps {
  readonly sites: SiteRepository
  readonly links: LinkRepository
  readonly provenance: Provenance
  readonly keys: KeyKeeper
  readonly agreed: AgreedStates
  readonly archive: Archive
  readonly notes: Notes
  readonly workflows: Pick<WorkflowRepository, 'insert' | 'list' | 'update'>
  readonly runs: RunsAtWork
  readonly clock: Clock
  readonly ids: Ids
  readonly hash: Hash
}
