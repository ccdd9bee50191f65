import { fold } from '../engine/collation.ts'
import { CLASSES } from '../orm/catalogue.ts'
import type { Site } from '../site.ts'
import type { Row } from '../site-double-types.ts'

/** That a host is to get an entity, or all (`*`). */
export interface HostEntity {
  readonly entityId: string
  readonly host: Row
}

/**
 * Which hosts get what of a Sync row: its host entities, and for events the calendar's own publishing targets, which are
 * active with status 0.
 */
export function hostEntities(site: Site, syncId: number, onlyHost?: string): HostEntity[] {
  const { database } = site
  const found: HostEntity[] = []
  for (const row of database.table('core_module_sync_host_entity').find({ sync_id: syncId })) {
    const host = database.table('core_module_sync_host').first({ id: row['host_id'] ?? null })
    if (host) found.push({ entityId: String(row['entity_id']), host })
  }
  return modelOf(site, syncId) === CLASSES.event ? [...found, ...publishingTargets(site, onlyHost)] : found
}

function modelOf(site: Site, syncId: number): string {
  const { database } = site
  const sync = database.table('core_module_sync').first({ id: syncId })
  const endpoint =
    sync && database.table('core_module_data_access').first({ id: sync['data_access_id'] ?? null })
  const source =
    endpoint && database.table('core_data_source').first({ id: endpoint['data_source_id'] ?? null })
  return String(source?.['identifier'] ?? '')
}

function publishingTargets(site: Site, onlyHost: string | undefined): HostEntity[] {
  const { database } = site
  const found: HostEntity[] = []
  for (const link of database.table('module_calendar_rel_event_host').rows.ascending()) {
    const target = database.table('module_calendar_host').first({ id: link['host_id'] ?? null })
    if (!target || Number(target['status']) !== 0) continue
    if (onlyHost !== undefined && fold(String(target['uri'])) !== fold(onlyHost)) continue
    const host = database.table('core_module_sync_host').first({ host: target['uri'] ?? null })
    if (host) found.push({ entityId: String(link['event_id']), host })
  }
  return found
}

/** The active hosts that get an entity; nothing is queued for the others (F28). */
export function relatedHosts(site: Site, syncId: number, entityId: string): Row[] {
  const hosts = new Map<number, Row>()
  for (const entry of hostEntities(site, syncId)) {
    if (Number(entry.host['active']) === 0) continue
    if (entry.entityId === '*' || entry.entityId === entityId) hosts.set(Number(entry.host['id']), entry.host)
  }
  return [...hosts.values()]
}
