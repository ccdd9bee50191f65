import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'
import { waitingFor } from '../snapshot.ts'
import { hostStates, isKeptByLink, turnedIntoRemovals, waitingModels, whyNotResume } from './queue.ts'

/** Hosts that an error has stopped (state 2, F28), with what waits for them. Those that a link keeps stopped are as they should be. */
export const hostStopped: Rule = {
  kind: 'host-stopped',
  needs: ['host', 'hostentity', 'change', 'sync', 'endpoint', 'idmapping'],
  find: (snapshot, fleet) =>
    snapshot.hosts
      .filter(({ state, active }) => state === hostStates.stopped && active)
      .filter(host => !isKeptByLink(snapshot, fleet, host))
      .map((host): Finding => {
        const waiting = waitingFor(snapshot, host.id).length
        const why = whyNotResume(snapshot, fleet, host)
        return {
          kind: 'host-stopped',
          severity: waiting > 0 ? 'error' : 'warning',
          siteId: snapshot.site.id,
          linkId: null,
          subject: `host/${host.id}`,
          evidence: {
            host: host.host,
            waiting,
            models: waitingModels(snapshot, host.id),
            wouldRemove: turnedIntoRemovals(snapshot, host.id).length,
            ...(why ? { notResumedBecause: why } : {})
          },
          mend: why
            ? null
            : {
                act: 'set-fields',
                change: {
                  what: 'host',
                  rowId: host.id,
                  name: host.host,
                  from: { state: hostStates.stopped, active: true },
                  to: { state: hostStates.idle },
                  why: 'pushes-again',
                  count: waiting
                }
              }
        }
      })
}
