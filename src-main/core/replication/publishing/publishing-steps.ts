import type { Link } from '../../topology/link.ts'
import type { Step } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { allPublishingTables } from './calendar-tables.ts'
import { publishCalendar, unpublishCalendar } from './publish-calendar.ts'
import { leaveTables, readTables } from './table-access.ts'

/** The replicas become publishing targets of their primaries' calendars. */
export function publishingSteps(deps: ReplicationDeps, links: readonly Link[]): Step[] {
  return byPrimary(links).flatMap(([siteId, own]) => [
    ...readTables(deps, siteId, allPublishingTables, usersOf(own)),
    publishCalendar(deps, siteId, own)
  ])
}

/** The replicas leave the calendars of their primaries: one script for each primary, and only then the right to read its tables. */
export function endPublishingSteps(deps: ReplicationDeps, links: readonly Link[]): Step[] {
  return byPrimary(links).flatMap(([siteId, own]) => [
    unpublishCalendar(deps, siteId, own),
    ...leaveTables(deps, siteId, allPublishingTables, usersOf(own))
  ])
}

const byPrimary = (links: readonly Link[]): [siteId: string, links: Link[]][] => [
  ...Map.groupBy(links, ({ primaryId }) => primaryId)
]
const usersOf = (links: readonly Link[]): string[] => links.map(({ id }) => id)
