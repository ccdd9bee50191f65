import { release } from '../edit/release-rows.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { Link } from '../../topology/link.ts'
import type { Step } from '../../workflow/step.ts'
import type { SiteRow } from '../provenance.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { allPublishingTables } from './calendar-tables.ts'
import { publishCalendar, unpublishCalendar } from './publish-calendar.ts'
import { leaveTables, readTables, tableRowsLeft } from './table-access.ts'

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

/** Links that stay and publish no more do not need that right either: with the last that does it can go. */
export function releasePublishing(deps: ReplicationDeps, links: readonly Link[]): Step[] {
  return byPrimary(links).map(([siteId, own]) => {
    const left = (site: SiteReader): Promise<SiteRow[]> =>
      tableRowsLeft(deps, site, siteId, allPublishingTables)
    return release(deps, { siteId, name: 'publishing', left }, usersOf(own))
  })
}

const byPrimary = (links: readonly Link[]): [siteId: string, links: Link[]][] => [
  ...Map.groupBy(links, ({ primaryId }) => primaryId)
]
const usersOf = (links: readonly Link[]): string[] => links.map(({ id }) => id)
