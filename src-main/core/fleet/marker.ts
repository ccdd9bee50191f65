/**
 * A site is known again by a row that Rexxfleet leaves in its id mapping: with it the same site is found behind another address,
 * and another site behind the same. No site can be called by the row's host name, so Cloudrexx never meets it (F20).
 */
import { AppError } from '../shared/app-error.ts'
import type { MappingRow, NewManagementRows } from './management.ts'
import type { ReadOptions, SiteReader } from './site-access.ts'
import type { Site } from './site.ts'

/** Host name of every row that Rexxfleet itself leaves in an id mapping. The top-level domain is reserved: nobody can own it. */
export const markerHost = 'rexxfleet.invalid'
export const markerType = 'Rexxfleet'

/** A marker found on a site. */
export interface Marker {
  readonly rowId: number
  readonly uuid: string
}

/** The row that is a marker. The uuid stands on both sides, so that either field identifies it. */
export function markerRow(uuid: string): NewManagementRows['idmapping'] {
  return { foreignHost: markerHost, entityType: markerType, foreignId: [uuid], localId: { id: uuid } }
}

/** The markers among mapping rows, oldest first. One is usual; two programs that enrolled at the same moment leave two. */
export function markersAmong(rows: readonly MappingRow[]): Marker[] {
  return rows
    .filter(row => row.foreignHost === markerHost && row.entityType === markerType)
    .map(row => ({ rowId: row.id, uuid: row.localId['id'] ?? row.foreignId[0] ?? '' }))
    .filter(marker => marker.uuid !== '')
    .sort((one, other) => one.rowId - other.rowId)
}

export async function findMarkers(site: SiteReader, options?: ReadOptions): Promise<Marker[]> {
  return markersAmong(await site.rows('idmapping', { foreignHost: markerHost }, options))
}

/**
 * The marker under which a site is to be known: its own where it has one, else the oldest that another Rexxfleet left, else null.
 * Refuses a site that is in the fleet already under another address, and one that is not the site it was.
 */
export function recognise(site: Site, found: readonly Marker[], fleet: readonly Site[]): Marker | null {
  const uuids = new Set(found.map(marker => marker.uuid))
  const twin = fleet.find(other => other.id !== site.id && other.marker !== null && uuids.has(other.marker))
  if (twin) throw sameMarker(site, twin)
  const own = found.find(marker => marker.uuid === site.marker)
  if (own) return own
  if (site.marker !== null && found.length > 0) throw markerDiffers(site)
  return found[0] ?? null
}

/** Refuses a site that does not carry the marker it was enrolled with. A site that never had one cannot be told apart. */
export function verifyMarker(site: Site, found: readonly Marker[]): void {
  if (site.marker !== null && !found.some(marker => marker.uuid === site.marker)) throw markerDiffers(site)
}

function sameMarker(site: Site, twin: Site): AppError {
  return new AppError(
    'site-same-marker',
    `This is '${twin.name}' (${twin.baseUrl}) under another address, or a copy of its database. ` +
      `Use '${twin.name}', or, if it is a copy, delete its rows of '${markerHost}' from the id mapping and try again.`,
    { site: site.name, twin: twin.name, twinUrl: twin.baseUrl }
  )
}

function markerDiffers(site: Site): AppError {
  return new AppError(
    'site-marker-differs',
    `Behind ${site.baseUrl} there is not the site that was enrolled as '${site.name}': it does not carry its marker. ` +
      'Check where the address leads. If the site was set up anew, remove it from Rexxfleet and add it again.',
    { site: site.name, baseUrl: site.baseUrl }
  )
}
