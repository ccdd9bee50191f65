import type { LeaseRow } from '../fleet/management.ts'
import type { SiteReader, SiteWriter } from '../fleet/site-access.ts'
import { isAppError } from '../shared/app-error.ts'
import type { Clock } from '../shared/ports.ts'
import { heldByOther, isOver, timeOn, trustedUntil, type LeaseHolder } from './lease.ts'

export interface LeaseTerms {
  readonly holder: LeaseHolder
  readonly clock: Clock
  /** How long a lease lasts where it is not renewed, in milliseconds. */
  readonly whole: number
}

/** A lease that was taken: its row on the site, and how long it may be trusted by the own clock. */
export interface TakenLease {
  readonly rowId: number
  readonly trustedUntil: number
  /** How far the site's clock was ahead of the own one, in milliseconds. */
  readonly siteAhead: number
}

/** Between an old lease that is removed and the new one, another Rexxfleet may have come first. */
const mostTries = 3

/**
 * Takes the lease on what `site` gets from `sender`. The name of the row is unique on the site, so of two who come together one is refused
 * by the database itself (F5). One that is over is removed by its id, never changed: two who find it both remove the same row, and then
 * only one of them makes the next. Fails with 'link-leased' where another Rexxfleet holds it.
 */
export async function takeLease(site: SiteWriter, sender: string, terms: LeaseTerms): Promise<TakenLease> {
  for (let tries = 1; ; tries++) {
    const asked = terms.clock.now()
    const siteTime = await timeOn(site, terms.clock)
    const until = siteTime + terms.whole
    const siteAhead = siteTime - asked
    const { id: holder, computer } = terms.holder
    try {
      const rowId = await site.createRow('lease', { sender, holder, computer, until })
      return { rowId: Number(rowId), trustedUntil: trustedUntil(asked, terms.whole), siteAhead }
    } catch (thrown) {
      // What the site says of a write does not count, what is there does (F40).
      const found = await leaseOn(site, sender)
      if (!found && (!isAppError(thrown, 'name-taken') || tries === mostTries)) throw thrown
      if (found?.holder === holder && found.until === until)
        return { rowId: found.id, trustedUntil: trustedUntil(asked, terms.whole), siteAhead }
      if (found) await makeRoom(site, found, terms)
      if (found && tries === mostTries) throw heldByOther(found, site.site.name)
    }
  }
}

/** An own one was left by a program that was killed, and the data directory's lock says that it is gone. */
async function makeRoom(
  site: SiteWriter,
  found: LeaseRow,
  { holder, clock, whole }: LeaseTerms
): Promise<void> {
  const over = found.holder === holder.id || isOver(found, await timeOn(site, clock), whole)
  if (!over) throw heldByOther(found, site.site.name)
  await site.removeRow('lease', found.id)
}

/** The lease that lies on a site for a sender, whoever holds it, over or not. */
export async function leaseOn(site: Pick<SiteReader, 'rows'>, sender: string): Promise<LeaseRow | null> {
  return (await site.rows('lease', { sender })).find(row => row.sender === sender) ?? null
}
