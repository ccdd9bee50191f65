import type { ChangeRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import { joinId } from '../../models/model.ts'
import type { Link } from '../../topology/link.ts'
import type { Step } from '../../workflow/step.ts'
import { deliveryNotes, takeOut } from '../../sync/run/delivery-notes.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { receiverOf } from '../../topology/receiver.ts'
import { all } from './host-entity.ts'
import { hostRowOf } from './receiver.ts'

interface Waiting {
  readonly row: ChangeRow
  readonly hostId: number
  /** It waits for another replica as well, which has not got it yet. */
  readonly shared: boolean
}

/** What waits for the replica of a link and is not taken off it yet. */
async function waitingChanges(deps: ReplicationDeps, site: SiteReader, link: Link): Promise<Waiting[]> {
  const host = await hostRowOf(deps, site, link)
  if (!host) return []
  const { delivered } = deliveryNotes(deps.notes)(link.primaryId)
  const waiting: Waiting[] = []
  for await (const rows of site.rowPages('change')) {
    for (const row of rows) {
      if (!row.hostIds.includes(host.id) || delivered(row.id).includes(host.id)) continue
      const others = row.hostIds.filter(id => id !== host.id && !delivered(row.id).includes(id))
      waiting.push({ row, hostId: host.id, shared: others.length > 0 })
    }
  }
  return waiting
}

/** How many changes wait for a receiver that has no host entity for them any more. */
export async function changesUnheard(site: SiteReader, hostId: number): Promise<number> {
  const listening = new Set(
    (await site.rows('hostentity', { hostId })).map(({ syncId, entityId }) => `${syncId} ${entityId}`)
  )
  let unheard = 0
  for await (const rows of site.rowPages('change')) {
    for (const { hostIds, originSyncId, syncId, entityIndex } of rows) {
      if (!hostIds.includes(hostId)) continue
      const heard =
        listening.has(`${originSyncId ?? syncId} ${all}`) ||
        listening.has(`${syncId} ${joinId(Object.values(entityIndex))}`)
      if (!heard) unheard += 1
    }
  }
  return unheard
}

/**
 * What waits for the replica is taken out of the queue: before its host entities, or Cloudrexx would remove the entities on the replica
 * (F41). A change that waits for another replica as well stays for that one, and goes when that has got it.
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
        done: waiting.length === 0,
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
      const notes = deliveryNotes(deps.notes)(siteId)
      for (const { row, hostId } of await waitingChanges(deps, site, link))
        await takeOut(site, notes, row, hostId)
    },
    // A change cannot be written back; a comparison finds what it stood for.
    inverse: () => null
  }
}
