import type { ManagementKind } from '../fleet/management.ts'
import type { SiteId } from '../fleet/site.ts'
import type { LinkId } from '../topology/link.ts'

/** A management row on a site. `rowId` as the site names it; composite ids joined with `/`. */
export interface SiteRow {
  readonly siteId: SiteId
  readonly kind: ManagementKind
  readonly rowId: string
}

/**
 * Which rows on the sites Rexxfleet made, and which links need them. What it did not make is never removed (ground rule 9), and what
 * it made goes with the last link that needs it.
 */
export interface Provenance {
  wasMade(row: SiteRow): boolean
  recordMade(row: SiteRow, workflowId: string): void
  forget(row: SiteRow): void
  /** All rows of a site that Rexxfleet made. */
  madeOn(siteId: SiteId): SiteRow[]
  use(linkId: LinkId, row: SiteRow): void
  release(linkId: LinkId, row: SiteRow): void
  usersOf(row: SiteRow): LinkId[]
  usedBy(linkId: LinkId): SiteRow[]
}
