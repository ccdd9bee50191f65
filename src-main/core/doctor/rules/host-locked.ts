import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'
import { waitingFor } from '../snapshot.ts'
import { hostStates, whyNotResume } from './queue.ts'

/** Cloudrexx itself takes a lock for stale after this time, and skips its host all the same (F28). */
const staleAfterMs = 5 * 60_000
/** A push sends one request at a time and gives its lock back at the end: so long it may honestly take for each change (F27, F39). */
const honestPerChangeMs = 2_000

/** Locks that a push has left behind (state 1), by the site's own clock. */
export const hostLocked: Rule = {
  kind: 'host-locked',
  needs: ['host', 'hostentity', 'change', 'sync', 'endpoint', 'idmapping'],
  find(snapshot, fleet) {
    const { hosts, site, siteTime } = snapshot
    if (siteTime === null) return []
    return hosts.flatMap((host): Finding[] => {
      const waiting = waitingFor(snapshot, host.id).length
      const age = siteTime - Date.parse(host.lastUpdate)
      if (host.state !== hostStates.locked || !(age > staleAfterMs + waiting * honestPerChangeMs)) return []
      const why = whyNotResume(snapshot, fleet, host)
      // Whatever goes on with an unlocked host is better than a lock that stays for ever; a dangerous queue is stopped instead.
      const state = why ? hostStates.stopped : hostStates.idle
      return [
        {
          kind: 'host-locked',
          severity: waiting > 0 ? 'error' : 'warning',
          siteId: site.id,
          linkId: null,
          subject: `host/${host.id}`,
          evidence: {
            host: host.host,
            waiting,
            minutes: Math.floor(age / 60_000),
            ...(why ? { notResumedBecause: why } : {})
          },
          mend: {
            act: 'set-fields',
            change: {
              what: 'host',
              rowId: host.id,
              name: host.host,
              from: { state: hostStates.locked, lastUpdate: host.lastUpdate },
              to: { state },
              why: why ? 'no-more-pushes' : 'pushes-again',
              count: waiting
            }
          }
        }
      ]
    })
  }
}
