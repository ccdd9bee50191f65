import { markersAmong } from '../../fleet/marker.ts'
import type { Site } from '../../fleet/site.ts'
import type { FleetKnowledge } from '../rule.ts'
import type { SiteSnapshot } from '../snapshot.ts'

/** Other sites of the fleet whose marker this site carries: it is a copy of them, or they of it. */
export function marksOfOthers({ site, ownRows }: SiteSnapshot, fleet: Pick<FleetKnowledge, 'sites'>): Site[] {
  const found = new Set(markersAmong(ownRows).map(({ uuid }) => uuid))
  return fleet.sites.filter(other => other.id !== site.id && other.marker !== null && found.has(other.marker))
}
