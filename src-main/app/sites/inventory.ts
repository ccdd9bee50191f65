import type { InventoryView } from '../../contract/inventory-shapes.ts'
import { takeInventory } from '../../core/fleet/inventory.ts'
import { knownSite } from '../../core/fleet/steps/deps.ts'
import type { SiteId } from '../../core/fleet/site.ts'
import { errorView } from '../dispatch.ts'
import type { SiteDeps } from './site-deps.ts'

/** What stands on a site now: asked for each time, and not kept. */
export async function inventoryOf(
  deps: Pick<SiteDeps, 'sites' | 'access' | 'clock'>,
  siteId: SiteId
): Promise<InventoryView> {
  const found = await takeInventory(deps.access.reader(knownSite(deps.sites, siteId)))
  return {
    at: deps.clock.now(),
    endpoints: found.endpoints.map(one => ({ ...one })),
    keys: found.keys.map(key => ({ ...key, grants: key.grants.map(grant => ({ ...grant })) })),
    hosts: found.hosts.map(one => ({ ...one })),
    waiting: found.waiting,
    mappings: found.mappings.map(one => ({ ...one })),
    gaps: found.gaps.map(({ kind, error }) => ({ kind, error: errorView(error) }))
  }
}
