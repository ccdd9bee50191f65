import type { SiteRow } from '../../replication/provenance.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Look, Step } from '../../workflow/step.ts'
import { managementEndpoint } from '../management.ts'
import { findMarkers, markerHost, markerRow, markersAmong, recognise, type Marker } from '../marker.ts'
import type { SiteReader } from '../site-access.ts'
import type { SiteId } from '../site.ts'
import { knownSite, type FleetStepDeps } from './deps.ts'
import { grantsOf, rowsWhileAllowed } from './own-rows.ts'

const rowOf = (siteId: SiteId, rowId: number): SiteRow => ({
  siteId,
  kind: 'idmapping',
  rowId: String(rowId)
})
const nothing: Look = { done: true, effects: [], result: null }

/** The site carries a marker, and Rexxfleet knows it by that: its own, or the one that another Rexxfleet left. */
export function leaveMarker(deps: FleetStepDeps, siteId: SiteId, uuid: string): Step {
  return {
    id: `${siteId}/marker`,
    kind: 'leave-marker',
    siteId,
    async look({ reader }) {
      const site = knownSite(deps.sites, siteId)
      const marker = recognise(site, await findMarkers(reader(siteId)), deps.sites.list())
      const effect: Effect = { act: marker ? 'reuse' : 'create', what: 'marker', name: marker?.uuid ?? uuid }
      return {
        done: marker !== null,
        effects: [effect],
        result: marker && { uuid: marker.uuid, rowId: marker.rowId }
      }
    },
    async act({ writer }) {
      await writer(siteId).createRow('idmapping', markerRow(uuid))
    },
    settled(look, made) {
      const marker = look.result as { uuid: string; rowId: number }
      if (made) deps.provenance.recordMade(rowOf(siteId, marker.rowId), siteId)
      deps.sites.update(siteId, { marker: marker.uuid, state: 'enrolled' })
    },
    inverse: () => takeBackMarker(deps, siteId, uuid)
  }
}

/** Takes back the marker that this very enrolment left; one of another Rexxfleet has another uuid. */
function takeBackMarker(deps: FleetStepDeps, siteId: SiteId, uuid: string): Step {
  const own = async (site: SiteReader): Promise<Marker[]> =>
    (await findMarkers(site)).filter(marker => marker.uuid === uuid)
  return {
    id: `${siteId}/marker`,
    kind: 'remove-marker',
    siteId,
    async look({ reader }) {
      const found = await own(reader(siteId))
      if (found.length === 0) return nothing
      return { done: false, effects: [{ act: 'remove', what: 'marker', name: uuid }], result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      for (const marker of await own(site)) await site.removeRow('idmapping', marker.rowId)
    },
    settled() {
      deps.sites.update(siteId, { marker: null, state: 'pending' })
    },
    inverse: () => leaveMarker(deps, siteId, uuid)
  }
}

/** The marker goes with the enrolment, if this Rexxfleet left it and no other one looks after the site (ground rule 9). */
export function removeMarker(deps: FleetStepDeps, siteId: SiteId, apiKeyId: number): Step {
  const own = async (site: SiteReader): Promise<Marker[]> => {
    const uuid = deps.sites.get(siteId)?.marker ?? null
    const rows = await rowsWhileAllowed(site, 'idmapping', { foreignHost: markerHost })
    return markersAmong(rows).filter(marker => marker.uuid === uuid)
  }
  async function keeping(site: SiteReader, found: readonly Marker[]): Promise<string | null> {
    if (!found.every(marker => deps.provenance.wasMade(rowOf(siteId, marker.rowId)))) return 'not-ours'
    const mappings = managementEndpoint('idmapping')
    const grants = await grantsOf(site)
    const shared = grants.some(grant => grant.endpoint.name === mappings && grant.apiKeyId !== apiKeyId)
    return shared ? 'used-by-others' : null
  }
  return {
    id: `${siteId}/marker`,
    kind: 'remove-marker',
    siteId,
    async look({ reader }) {
      const found = await own(reader(siteId))
      const first = found[0]
      if (!first) return nothing
      const why = await keeping(reader(siteId), found)
      if (why !== null)
        return { ...nothing, effects: [{ act: 'keep', what: 'marker', name: first.uuid, why }] }
      return { done: false, effects: [{ act: 'remove', what: 'marker', name: first.uuid }], result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      for (const { rowId } of await own(site)) {
        await site.removeRow('idmapping', rowId)
        deps.provenance.forget(rowOf(siteId, rowId))
      }
    },
    inverse: () => null
  }
}
