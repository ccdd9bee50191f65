import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** Younger ones may be about to be taken over by whoever left them. */
const leftAfterMs = 15 * 60_000

/** Leases that a Rexxfleet left behind when it was cut off. They are over and hold nobody up; the next run would clear them away as well. */
export const leaseLeft: Rule = {
  kind: 'lease-left',
  needs: ['lease'],
  find({ leases, site, siteTime }) {
    if (siteTime === null) return []
    return leases
      .filter(lease => siteTime - lease.until > leftAfterMs)
      .map(({ id, sender, computer, until }): Finding => ({
        kind: 'lease-left',
        severity: 'info',
        siteId: site.id,
        linkId: null,
        subject: `lease/${sender}`,
        evidence: { sender, computer, minutes: Math.floor((siteTime - until) / 60_000) },
        mend: { act: 'remove-lease', rowId: id, sender }
      }))
  }
}
