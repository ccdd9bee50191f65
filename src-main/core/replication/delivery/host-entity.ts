import type { SiteReader } from '../../fleet/site-access.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Link } from '../../topology/link.ts'
import type { Effect } from '../../workflow/records.ts'
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
      if (!known) throw gone(endpoint)
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

/**
 * The receiver listens to other entities of a model than before. The new ones come first, so that no change between the two is missed;
 * nothing may wait for those that go (F41).
 */
export function changeHostEntities(
  deps: ReplicationDeps,
  link: Link,
  endpoint: string,
  from: readonly string[] | null,
  to: readonly string[] | null
): Step {
  const { primaryId: siteId } = link
  const wanted = to ?? [all]
  const unwanted = (from ?? [all]).filter(id => !wanted.includes(id))
  const name = `${endpoint} → ${receiverOf(deps.sites.get(link.replicaId)!).host}`
  const open = (ids: ReadonlySet<string>): { lacking: string[]; surplus: string[] } => ({
    lacking: wanted.filter(id => !ids.has(id)),
    surplus: unwanted.filter(id => ids.has(id))
  })
  return {
    id: `${siteId}/hostentity/${link.id}/${endpoint}`,
    kind: 'change-host-entities',
    siteId,
    async look({ reader }) {
      const known = await listeningOf(deps, reader(siteId), link, endpoint)
      const { lacking, surplus } = open(known?.ids ?? new Set())
      const effect = (act: 'create' | 'remove', count: number): Effect[] =>
        count > 0 ? [{ act, what: 'hostentity', name, count }] : []
      return {
        done: known !== null && lacking.length + surplus.length === 0,
        effects: [...effect('create', lacking.length), ...effect('remove', surplus.length)],
        result: null
      }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const known = await listeningOf(deps, site, link, endpoint)
      if (!known) throw gone(endpoint)
      const { syncId, hostId, ids } = known
      const { lacking, surplus } = open(ids)
      for (const entityId of lacking) await site.createRow('hostentity', { syncId, hostId, entityId })
      for (const entityId of surplus) await site.removeRow('hostentity', `${syncId}/${hostId}/${entityId}`)
    },
    inverse: () => changeHostEntities(deps, link, endpoint, to, from)
  }
}

const gone = (endpoint: string): AppError =>
  new AppError('step-failed', `The receiver or the Sync row of '${endpoint}' is gone again.`, { endpoint })
