import type { EndpointRow, SyncRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { Model } from '../../models/model.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Step } from '../../workflow/step.ts'
import { firstEndpointOf } from '../first-endpoint.ts'
import type { SiteRow } from '../provenance.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { endpointNamed } from '../steps/endpoint.ts'
import { claim, isNeededByOthers, type Users } from '../steps/ownership.ts'

const row = (siteId: SiteId, id: number): SiteRow => ({ siteId, kind: 'sync', rowId: String(id) })
/** Remembered while Rexxfleet's link has a Sync row switched on that was off before. */
const wasOff = (siteId: SiteId, id: number): string => `sync-was-off/${siteId}/${id}`

/** The endpoint of a Sync row: by its name, or the one that Cloudrexx takes for a class. */
export type SyncOf = string | { readonly firstOf: Model }

const nameOf = (of: SyncOf): string => (typeof of === 'string' ? of : of.firstOf.shortName)
const endpointOf = (site: SiteReader, of: SyncOf): Promise<EndpointRow | null> =>
  typeof of === 'string' ? endpointNamed(site, of) : firstEndpointOf(site, of.firstOf.name)

export async function syncRowOf(site: SiteReader, of: SyncOf): Promise<SyncRow | null> {
  const found = await endpointOf(site, of)
  return found && ((await site.rows('sync', { dataAccess: found.id }))[0] ?? null)
}

/**
 * The primary records changes of the endpoint's model. A related model only needs a row, and an inactive one is enough: without it every
 * edit ends in a fatal error of the administration (F26).
 */
export function makeSync(
  deps: ReplicationDeps,
  siteId: SiteId,
  of: SyncOf,
  active: boolean,
  users: Users
): Step {
  const endpoint = nameOf(of)
  const fulfils = (found: SyncRow): boolean => found.active || !active
  return {
    id: `${siteId}/sync/${endpoint}`,
    kind: 'make-sync',
    siteId,
    async look({ reader }) {
      const found = await syncRowOf(reader(siteId), of)
      const act = !found ? 'create' : fulfils(found) ? 'reuse' : 'update'
      const done = found !== null && fulfils(found)
      return { done, effects: [{ act, what: 'sync', name: endpoint }], result: found && { id: found.id } }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const found = await syncRowOf(site, of)
      if (found) {
        deps.notes.set(wasOff(siteId, found.id), true)
        return site.updateRow('sync', found.id, { active: true })
      }
      const target = await endpointOf(site, of)
      if (!target)
        throw new AppError('step-failed', `The endpoint '${endpoint}' is gone again.`, { endpoint })
      await site.createRow('sync', { endpoint: target.id, active })
    },
    settled(look, made) {
      const { id } = look.result as { id: number }
      const switchedOn = deps.notes.get(wasOff(siteId, id)) === true
      claim(deps.provenance, row(siteId, id), users, made && !switchedOn)
    },
    inverse: () => removeSync(deps, siteId, of, active, users)
  }
}

/**
 * A Sync row that the link made for a model it did not carry is switched on, now that it does; or off again, if that is taken back. One
 * that another link needs stays on.
 */
export function switchSync(
  deps: ReplicationDeps,
  siteId: SiteId,
  endpoint: string,
  active: boolean,
  users: Users
): Step {
  const stays = (found: SyncRow): boolean =>
    !active && isNeededByOthers(deps.provenance, row(siteId, found.id), users)
  return {
    id: `${siteId}/sync/${endpoint}`,
    kind: 'switch-sync',
    siteId,
    async look({ reader }) {
      const found = await syncRowOf(reader(siteId), endpoint)
      const done = found !== null && (found.active === active || stays(found))
      return { done, effects: [{ act: 'update', what: 'sync', name: endpoint }], result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const found = await syncRowOf(site, endpoint)
      if (!found)
        throw new AppError('step-failed', `The Sync row of '${endpoint}' is gone again.`, { endpoint })
      await site.updateRow('sync', found.id, { active })
    },
    inverse: () => switchSync(deps, siteId, endpoint, !active, users)
  }
}

/** The Sync row goes with its last link, or back to off, if that is how it was found. */
export function removeSync(
  deps: ReplicationDeps,
  siteId: SiteId,
  of: SyncOf,
  active: boolean,
  users: Users
): Step {
  const endpoint = nameOf(of)
  type Way = 'gone' | 'keep' | 'switch-off' | 'remove'

  async function wayOf(site: SiteReader, found: SyncRow | null): Promise<Way> {
    if (!found) return 'gone'
    const place = row(siteId, found.id)
    // Also of one that was taken over: what it listens to for these links goes before.
    const receivers = users.flatMap(user =>
      deps.provenance.usedBy(user).filter(row => row.kind === 'host' && row.siteId === siteId)
    )
    const entities = (await site.rows('hostentity', { syncId: found.id })).filter(
      ({ hostId }) => !receivers.some(({ rowId }) => rowId === String(hostId))
    )
    if (isNeededByOthers(deps.provenance, place, users) || entities.length > 0) return 'keep'
    if (deps.provenance.wasMade(place)) return 'remove'
    if (deps.notes.get(wasOff(siteId, found.id)) !== true) return 'keep'
    return found.active ? 'switch-off' : 'gone'
  }

  return {
    id: `${siteId}/sync/${endpoint}`,
    kind: 'remove-sync',
    siteId,
    async look({ reader }) {
      const way = await wayOf(reader(siteId), await syncRowOf(reader(siteId), of))
      if (way === 'gone') return { done: true, effects: [], result: null }
      if (way === 'keep') {
        return {
          done: true,
          effects: [{ act: 'keep', what: 'sync', name: endpoint, why: 'not-ours' }],
          result: null
        }
      }
      const act = way === 'remove' ? 'remove' : 'update'
      return { done: false, effects: [{ act, what: 'sync', name: endpoint }], result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const found = await syncRowOf(site, of)
      const way = await wayOf(site, found)
      if (way === 'remove') {
        await site.removeRow('sync', found!.id)
        deps.provenance.forget(row(siteId, found!.id))
        deps.notes.remove(wasOff(siteId, found!.id))
      }
      if (way === 'switch-off') {
        await site.updateRow('sync', found!.id, { active: false })
        deps.notes.remove(wasOff(siteId, found!.id))
      }
    },
    inverse: () => makeSync(deps, siteId, of, active, users)
  }
}
