import type { ChangeRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { Link } from '../../topology/link.ts'
import type { Step } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { receiverOf } from '../../topology/receiver.ts'
import { hostRowOf } from './receiver.ts'

/** What waits for the replica of a link; changes that wait for others as well are marked. */
export async function waitingChanges(
  deps: ReplicationDeps,
  site: SiteReader,
  link: Link
): Promise<{ row: ChangeRow; shared: boolean }[]> {
  const host = await hostRowOf(deps, site, link)
  if (!host) return []
  const waiting: { row: ChangeRow; shared: boolean }[] = []
  for await (const rows of site.rowPages('change')) {
    for (const row of rows) {
      if (row.hostIds.includes(host.id)) waiting.push({ row, shared: row.hostIds.length > 1 })
    }
  }
  return waiting
}

/**
 * What waits for the replica is taken out of the queue: before its host entities, or Cloudrexx would remove the entities on the replica
 * (F41). A change that waits for another replica as well stays for that one; it is bound to this one only as long as its host is there.
 */
export function removeChanges(deps: ReplicationDeps, link: Link): Step {
  const { primaryId: siteId } = link
  const { host: name } = receiverOf(deps.sites.get(link.replicaId)!)
  return {
    id: `${siteId}/changes/${name}`,
    kind: 'remove-changes',
    siteId,
    async look({ reader }) {
      const waiting = await waitingChanges(deps, reader(siteId), link)
      const own = waiting.filter(({ shared }) => !shared).length
      const shared = waiting.length - own
      return {
        done: own === 0,
        effects: [
          ...(own > 0 ? [{ act: 'remove', what: 'change', name, count: own } as const] : []),
          ...(shared > 0
            ? [{ act: 'keep', what: 'change', name, count: shared, why: 'used-by-others' } as const]
            : [])
        ],
        result: null
      }
    },
    async act({ writer }) {
      const site = writer(siteId)
      for (const { row, shared } of await waitingChanges(deps, site, link)) {
        if (!shared) await site.removeRow('change', row.id)
      }
    },
    // A change cannot be written back; a comparison finds what it stood for.
    inverse: () => null
  }
}
