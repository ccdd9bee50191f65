import type { SiteReader } from '../../fleet/site-access.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Link } from '../../topology/link.ts'
import type { Step } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { receiverOf } from '../../topology/receiver.ts'
import { hostRowOf } from './receiver.ts'
import { syncRowOf } from './sync-row.ts'

/** Everything of a model, as the documentation writes it. */
export const all = '*'

interface Listening {
  readonly syncId: number
  readonly hostId: number
  /** Entity ids that the receiver listens to already. */
  readonly ids: ReadonlySet<string>
}

async function listeningOf(
  deps: ReplicationDeps,
  site: SiteReader,
  link: Link,
  endpoint: string
): Promise<Listening | null> {
  const [sync, host] = [await syncRowOf(site, endpoint), await hostRowOf(deps, site, link)]
  if (!sync || !host) return null
  const rows = await site.rows('hostentity', { syncId: sync.id, hostId: host.id })
  return { syncId: sync.id, hostId: host.id, ids: new Set(rows.map(row => row.entityId)) }
}

/** The receiver listens to a model, or to chosen entities of it. */
export function makeHostEntities(
  deps: ReplicationDeps,
  link: Link,
  endpoint: string,
  wanted: readonly string[] | null
): Step {
  const { primaryId: siteId } = link
  const ids = wanted ?? [all]
  const name = `${endpoint} → ${receiverOf(deps.sites.get(link.replicaId)!).host}`
  return {
    id: `${siteId}/hostentity/${link.id}/${endpoint}`,
    kind: 'make-host-entities',
    siteId,
    async look({ reader }) {
      const known = await listeningOf(deps, reader(siteId), link, endpoint)
      const done = known !== null && ids.every(id => known.ids.has(id))
      return {
        done,
        effects: [{ act: done ? 'reuse' : 'create', what: 'hostentity', name, count: ids.length }],
        result: null
      }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const known = await listeningOf(deps, site, link, endpoint)
      if (!known)
        throw new AppError('step-failed', `The receiver or the Sync row of '${endpoint}' is gone again.`, {
          endpoint
        })
      for (const entityId of ids.filter(id => !known.ids.has(id))) {
        await site.createRow('hostentity', { syncId: known.syncId, hostId: known.hostId, entityId })
      }
    },
    inverse: () => removeHostEntities(deps, link, endpoint, wanted)
  }
}

/** The receiver listens to nothing of the model any more. Nothing may wait for it then: it would be sent as a removal (F41). */
export function removeHostEntities(
  deps: ReplicationDeps,
  link: Link,
  endpoint: string,
  wanted: readonly string[] | null
): Step {
  const { primaryId: siteId } = link
  const name = `${endpoint} → ${receiverOf(deps.sites.get(link.replicaId)!).host}`
  return {
    id: `${siteId}/hostentity/${link.id}/${endpoint}`,
    kind: 'remove-host-entities',
    siteId,
    async look({ reader }) {
      const known = await listeningOf(deps, reader(siteId), link, endpoint)
      const count = known?.ids.size ?? 0
      return {
        done: count === 0,
        effects: count === 0 ? [] : [{ act: 'remove', what: 'hostentity', name, count }],
        result: null
      }
    },
    async act({ writer }) {
      const known = await listeningOf(deps, writer(siteId), link, endpoint)
      for (const entityId of known?.ids ?? []) {
        await writer(siteId).removeRow('hostentity', `${known!.syncId}/${known!.hostId}/${entityId}`)
      }
    },
    inverse: () => makeHostEntities(deps, link, endpoint, wanted)
  }
}
