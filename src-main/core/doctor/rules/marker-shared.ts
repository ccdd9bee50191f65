import type { Finding } from '../finding.ts'
import type { Mend } from '../mend/mend.ts'
import type { Rule } from '../rule.ts'
import type { SiteSnapshot } from '../snapshot.ts'
import { marksOfOthers } from './markers.ts'
import { hostStates } from './queue.ts'

/** A site with the marker of another one: a copy of its database, with live keys and hosts that push into production. */
export const markerShared: Rule = {
  kind: 'marker-shared',
  needs: ['idmapping', 'host', 'apikey', 'grant'],
  find(snapshot, fleet) {
    const { site, hosts, sharedKeyIds } = snapshot
    const running = hosts.filter(({ active, state }) => active && state !== hostStates.stopped)
    const alive = running.length > 0 || sharedKeyIds.length > 0
    return marksOfOthers(snapshot, fleet).map((original): Finding => ({
      kind: 'marker-shared',
      severity: alive ? 'error' : 'warning',
      siteId: site.id,
      linkId: null,
      subject: original.marker!,
      evidence: {
        copyOf: original.name,
        originalUrl: original.baseUrl,
        copyUrl: site.baseUrl,
        runningHosts: running.map(({ host }) => host),
        sharedKeys: sharedKeyIds.length,
        mapped: mappings(snapshot).reduce((sum, { count }) => sum + count, 0)
      },
      mend: alive ? partCopy(snapshot, running) : null
    }))
  }
}

function partCopy(snapshot: SiteSnapshot, running: SiteSnapshot['hosts']): Mend {
  const { site, grants, managementKeyId, sharedKeyIds } = snapshot
  const ownIsShared = managementKeyId !== null && sharedKeyIds.includes(managementKeyId)
  return {
    act: 'part-copy',
    hosts: running.map(({ id, host }) => ({ rowId: id, name: host })),
    formerRef: ownIsShared ? site.keyRef : null,
    keys: sharedKeyIds
      .filter(keyId => keyId !== managementKeyId)
      .map(keyId => ({
        keyId,
        grants: grants
          .filter(({ apiKeyId }) => apiKeyId === keyId)
          .map(({ id, endpoint }) => ({ rowId: id, name: endpoint?.name ?? `grant ${id}` }))
      })),
    mappings: mappings(snapshot)
  }
}

function mappings({ mappings: groups }: SiteSnapshot): { foreignHost: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { foreignHost, pairs } of groups)
    counts.set(foreignHost, (counts.get(foreignHost) ?? 0) + pairs.length)
  return [...counts].map(([foreignHost, count]) => ({ foreignHost, count }))
}
