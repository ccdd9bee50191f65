import type { SiteReader, TableRow } from '../../fleet/site-access.ts'

/**
 * Where the calendar of a site keeps what it publishes to whom. REST can read these tables through a legacy data source and never write
 * them (F34), so a person runs SQL and Rexxfleet looks.
 */
export const publishingTables = {
  settings: { table: 'module_calendar_settings', endpoint: 'rexxfleet-calendar-settings' },
  target: { table: 'module_calendar_host', endpoint: 'rexxfleet-calendar-target' },
  eventTarget: { table: 'module_calendar_rel_event_host', endpoint: 'rexxfleet-calendar-event-target' },
  event: { table: 'module_calendar_event', endpoint: 'rexxfleet-calendar-event' }
} as const
export type PublishingTable = keyof typeof publishingTables
export const allPublishingTables = Object.keys(publishingTables) as PublishingTable[]

/** The name of the setting by which the calendar offers its publishing targets, and its value where it does. */
export const publicationStatus = { name: 'publicationStatus', on: '1' } as const

/** Of a publishing target: an active one has status 0 (F34). */
export const activeTarget = 0

/** A receiver as the calendar of a primary names it. */
export interface Target {
  readonly id: number
  readonly uri: string
  readonly status: number
}

/** That one event is published to one target. */
export interface EventTarget {
  readonly targetId: number
  readonly eventId: number
}

/** What the tables hold. `status` is null where the site has no such setting. */
export interface Published {
  readonly status: string | null
  readonly targets: readonly Target[]
  readonly eventTargets: readonly EventTarget[]
  /** Ids of all events that the calendar has. */
  readonly eventIds: readonly number[]
}

/** Reads all of it; null where the management key may not read one of them, as before a link is set up. */
export async function readPublished(site: SiteReader): Promise<Published | null> {
  const tables = await Promise.all(allPublishingTables.map(table => readTable(site, table)))
  const [settings, targets, eventTargets, events] = tables
  if (!settings || !targets || !eventTargets || !events) return null
  const setting = settings.find(row => row['name'] === publicationStatus.name)
  return {
    status: setting?.['value'] ?? null,
    targets: targets.map(targetOf),
    eventTargets: eventTargets.map(row => ({
      targetId: Number(row['host_id']),
      eventId: Number(row['event_id'])
    })),
    eventIds: events.map(row => Number(row['id']))
  }
}

/** The publishing targets alone; null where they may not be read. */
export async function readTargets(site: SiteReader): Promise<Target[] | null> {
  return (await readTable(site, 'target'))?.map(targetOf) ?? null
}

function targetOf(row: TableRow): Target {
  return { id: Number(row['id']), uri: row['uri'] ?? '', status: Number(row['status']) }
}

async function readTable(site: SiteReader, table: PublishingTable): Promise<TableRow[] | null> {
  const { endpoint } = publishingTables[table]
  return (await site.permission(endpoint)) === 'none' ? null : site.tableRows(endpoint)
}

/** Names of hosts are equal whatever their capitals, to Cloudrexx as well. */
export function sameUri(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
