import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'
import { waitingFor } from '../snapshot.ts'
import { hostStates } from './queue.ts'

/** Inactive hosts with something in the queue: the next push takes it out without sending it (F42). State 2 keeps it. */
export const hostLosesChanges: Rule = {
  kind: 'host-loses-changes',
  needs: ['host', 'change'],
  find: snapshot =>
    snapshot.hosts
      .filter(({ active, state }) => !active && state !== hostStates.stopped)
      .filter(({ id }) => waitingFor(snapshot, id).length > 0)
      .map(({ id, host }): Finding => ({
        kind: 'host-loses-changes',
        severity: 'error',
        siteId: snapshot.site.id,
        linkId: null,
        subject: `host/${id}`,
        evidence: { host, waiting: waitingFor(snapshot, id).length },
        mend: { act: 'stop-hosts', hosts: [{ rowId: id, name: host }] }
      }))
}
