import type { SiteId } from '../../fleet/site.ts'
import type { LinkId } from '../../topology/link.ts'
import type { Provenance, SiteRow } from '../provenance.ts'

/** The links on whose behalf a step acts: one, or the two of a both-ways pair. */
export type Users = readonly LinkId[]

/** Why a row is left alone when its link goes. */
export type Keeping = 'not-ours' | 'used-by-others'

/** Notes that these links need a row, and, where it is so, that Rexxfleet made it. */
export function claim(provenance: Provenance, row: SiteRow, users: Users, made: boolean): void {
  if (made) provenance.recordMade(row, users[0] ?? 'no-link')
  for (const user of users) provenance.use(user, row)
}

/** Null where the row may go with these links: Rexxfleet made it, and no other link needs it (ground rule 9). */
export function whyKept(provenance: Provenance, row: SiteRow, users: Users): Keeping | null {
  if (!provenance.wasMade(row)) return 'not-ours'
  return isNeededByOthers(provenance, row, users) ? 'used-by-others' : null
}

export function isNeededByOthers(provenance: Provenance, row: SiteRow, users: Users): boolean {
  return provenance.usersOf(row).some(user => !users.includes(user))
}

/** Rows of a site that Rexxfleet made for these links, each as `kind/id`. */
export function ownRows(provenance: Provenance, siteId: SiteId, users: Users): Set<string> {
  const rows = users.flatMap(user => provenance.usedBy(user))
  const own = rows.filter(row => row.siteId === siteId && provenance.wasMade(row))
  return new Set(own.map(row => `${row.kind}/${row.rowId}`))
}
