import type { KeyKeeper } from '../../fleet/keys.ts'
import type { SiteRepository } from '../../fleet/site-repository.ts'
import type { Clock, Ids, Notes } from '../../shared/ports.ts'
import type { AgreedStates, Archive } from '../../sync/records.ts'
import type { LinkRepository } from '../../topology/link-repository.ts'
import type { Hash } from '../../sync/canonical.ts'
import type { Provenance } from '../provenance.ts'

/** What the steps of replication need beside the sites. */
export interface ReplicationDeps {
  readonly sites: SiteRepository
  readonly links: LinkRepository
  readonly provenance: Provenance
  readonly keys: KeyKeeper
  readonly agreed: AgreedStates
  readonly archive: Archive
  readonly notes: Notes
  readonly clock: Clock
  readonly ids: Ids
  readonly hash: Hash
}
