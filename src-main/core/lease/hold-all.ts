import type { SiteWriter } from '../fleet/site-access.ts'
import type { HeldLease, Leases } from './leases.ts'

/** What a site gets from a sender. */
export interface LeasePlace {
  readonly site: SiteWriter
  readonly sender: string
}

/** Holds several leases as one, with the clock of the first place: all of them, or none. Fails with 'link-leased' where another Rexxfleet has one. */
export async function holdAll(leases: Leases, places: readonly LeasePlace[]): Promise<HeldLease> {
  const held: HeldLease[] = []
  const giveBack = async (): Promise<void> => {
    await Promise.all(held.map(lease => lease.giveBack()))
  }
  try {
    for (const { site, sender } of places) held.push(await leases.hold(site, sender))
  } catch (thrown) {
    await giveBack()
    throw thrown
  }
  return {
    requireHeld: () => held.forEach(lease => lease.requireHeld()),
    siteAhead: held[0]?.siteAhead ?? 0,
    lost: AbortSignal.any(held.map(lease => lease.lost)),
    giveBack
  }
}
