import type { KeyStore } from '../../core/fleet/keys.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import type { Ids, Transactions } from '../../core/shared/ports.ts'
import type { AddedModels } from '../../core/models/by-hand/added-model.ts'
import type { AgreedStates } from '../../core/sync/records.ts'
import type { NotedLinks } from '../../core/topology-file/noted-link.ts'
import type { LayoutRepository, LinkRepository } from '../../core/topology/link-repository.ts'
import type { RecentDeps } from './recent-topologies.ts'

/** What the services around topology files need. */
export interface TopologyFileDeps extends RecentDeps {
  readonly sites: SiteRepository
  readonly links: LinkRepository
  readonly layout: LayoutRepository
  readonly agreed: AgreedStates
  readonly notedLinks: NotedLinks
  readonly added: AddedModels
  readonly transactions: Transactions
  readonly keys: KeyStore
  readonly ids: Ids
  /** Version of the program, for the file. */
  readonly version: string
  readonly siteChanged: (siteId: string) => void
  /** Cost of a passphrase; lower in tests only. */
  readonly sealCost?: number
}
