/**
 * The right to write to a replica under a sender's name, for one Rexxfleet at a time (ground rule 10): two of them would make two copies
 * of one entity, and two mappings (F44). It lies on the replica, since that is what they share, and ends by the replica's own clock.
 */
import type { LeaseRow } from '../fleet/management.ts'
import type { SiteReader } from '../fleet/site-access.ts'
import { AppError } from '../shared/app-error.ts'
import type { Clock } from '../shared/ports.ts'

/** Who takes leases: one Rexxfleet with its data directory on one computer. */
export interface LeaseHolder {
  /** Stays the same over a restart, and is nobody else's. */
  readonly id: string
  /** What a person calls the computer. */
  readonly computer: string
}

/** Long enough for a computer that hangs for a while, and well beyond the time that a request without an answer may still be at work. */
export const leaseMs = 300_000

/** A lease is renewed after this part of its time, and not trusted any more for the last part of it. */
export const renewAfter = 1 / 5
const distrust = 1 / 10

/** Another Rexxfleet waits a little longer than the holder trusts it: a renewal that is on its way must have arrived. */
export function isOver(lease: Pick<LeaseRow, 'until'>, now: number, whole: number): boolean {
  return now > lease.until + whole * distrust
}

/** Until when, by the clock that told `asked`, a lease that was asked for at `asked` is trusted. */
export function trustedUntil(asked: number, whole: number): number {
  return asked + whole * (1 - distrust)
}

/** The site's clock; the own one where its answers do not tell. */
export async function timeOn(site: Pick<SiteReader, 'time'>, clock: Clock): Promise<number> {
  return (await site.time()) ?? clock.now()
}

export function heldByOther({ computer, until, sender }: LeaseRow, site: string): AppError {
  const end = new Date(until).toISOString()
  return new AppError(
    'link-leased',
    `Another Rexxfleet, on '${computer}', works on what '${site}' gets from '${sender}'. Wait until it has ended; ` +
      `if it was cut off, its lease ends by itself at ${end} by the clock of the site.`,
    { computer, until: end, sender }
  )
}

export function leaseLost(site: string): AppError {
  return new AppError(
    'lease-lost',
    `The lease on '${site}' could not be renewed in time: this computer slept, or the site did not answer. ` +
      'Nothing more was sent, since another Rexxfleet may be at work by now. Resume the run.',
    { site }
  )
}
