import type { HostRow } from '../../fleet/management.ts'
import { receiverOf, type Receiver } from '../../discovery/receiver.ts'
import type { FleetKnowledge } from '../rule.ts'
import type { SiteSnapshot } from '../snapshot.ts'

/** The site of the fleet that a host row sends to. */
export function receiverIn(snapshot: SiteSnapshot, fleet: FleetKnowledge, host: HostRow): Receiver | null {
  const candidates = fleet.sites.map(site => ({ site, keys: fleet.snapshots.get(site.id)?.keys ?? [] }))
  return receiverOf(host, snapshot.site, candidates)
}
