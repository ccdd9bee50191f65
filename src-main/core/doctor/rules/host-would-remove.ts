import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'
import { hostStates, turnedIntoRemovals, waitingModels } from './queue.ts'

/** Hosts that lost their host entities while changes wait: the next push REMOVES those entities on the replica (F41). */
export const hostWouldRemove: Rule = {
  kind: 'host-would-remove',
  needs: ['host', 'hostentity', 'change', 'sync', 'endpoint'],
  find: snapshot =>
    snapshot.hosts
      .filter(({ active, state }) => active && state !== hostStates.stopped)
      .flatMap(({ id, host }): Finding[] => {
        const count = turnedIntoRemovals(snapshot, id).length
        if (count === 0) return []
        return [
          {
            kind: 'host-would-remove',
            severity: 'error',
            siteId: snapshot.site.id,
            linkId: null,
            subject: `host/${id}`,
            evidence: { host, count, models: waitingModels(snapshot, id) },
            mend: { act: 'stop-hosts', hosts: [{ rowId: id, name: host }] }
          }
        ]
      })
}
