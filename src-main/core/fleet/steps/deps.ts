import type { Provenance } from '../../replication/provenance.ts'
import { AppError } from '../../shared/app-error.ts'
import type { KeyKeeper } from '../keys.ts'
import type { SiteRepository } from '../site-repository.ts'
import type { Site, SiteId } from '../site.ts'

/** What the steps on a single site need beside the way to it. */
export interface FleetStepDeps {
  readonly sites: SiteRepository
  readonly keys: KeyKeeper
  readonly provenance: Provenance
}

export function knownSite(sites: Pick<SiteRepository, 'get'>, id: SiteId): Site {
  const site = sites.get(id)
  if (!site) throw new AppError('unknown-site', `There is no site ${id} in Rexxfleet.`, { siteId: id })
  return site
}
