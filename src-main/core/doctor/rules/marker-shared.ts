import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'
import { marksOfOthers } from './markers.ts'
import { hostStates } from './queue.ts'

/**
 * A site with the marker of another one: a copy of its database, with live keys and hosts that push into production. Mended by stopping
 * its hosts; its keys and mappings have to be looked at by people.
 */
export const markerShared: Rule = {
  kind: 'marker-shared',
  needs: ['idmapping', 'host'],
  find(snapshot, fleet) {
    const { site, hosts, keys } = snapshot
    const running = hosts.filter(({ active, state }) => active && state !== hostStates.stopped)
    return marksOfOthers(snapshot, fleet).map((original): Finding => ({
      kind: 'marker-shared',
      severity: running.length > 0 ? 'error' : 'warning',
      siteId: site.id,
      linkId: null,
      subject: original.marker!,
      evidence: {
        copyOf: original.name,
        originalUrl: original.baseUrl,
        copyUrl: site.baseUrl,
        runningHosts: running.map(({ host }) => host),
        keys: keys.length
      },
      mend:
        running.length === 0
          ? null
          : { act: 'stop-hosts', hosts: running.map(({ id, host }) => ({ rowId: id, name: host })) }
    }))
  }
}
