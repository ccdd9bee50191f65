import { calendarEvent } from '../../models/calendar.ts'
import type { HostRow } from '../../fleet/management.ts'
import type { ModelName } from '../../models/model.ts'
import type { FleetKnowledge } from '../rule.ts'
import { modelOfSync, sameHost, waitingFor, type SiteSnapshot, type WaitingChange } from '../snapshot.ts'
import { marksOfOthers } from './markers.ts'

export const hostStates = { idle: 0, locked: 1, stopped: 2 } as const

/** Events get their receivers from the calendar's own publishing targets too, which REST does not show (F34). */
const hasTargetsOfItsOwn = new Set<ModelName>([calendarEvent])

/** Models whose push leaves out a field that the replica insists on, so that the queue stops at the first of them (F24). */
const failsInPush = new Set<ModelName>(['Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'])

/** Waiting changes for which the host has no host entity any more: the push would take them for removals (F41). */
export function turnedIntoRemovals(snapshot: SiteSnapshot, hostId: number): WaitingChange[] {
  const wanted = new Set(
    snapshot.hostEntities.filter(entity => entity.hostId === hostId).map(({ syncId }) => syncId)
  )
  return waitingFor(snapshot, hostId).filter(change => {
    const origin = change.originSyncId ?? change.syncId
    if (wanted.has(origin)) return false
    const model = modelOfSync(snapshot, origin)
    return model === null || !hasTargetsOfItsOwn.has(model)
  })
}

/** The models of what waits for a host, by their last names. */
export function waitingModels(snapshot: SiteSnapshot, hostId: number): string[] {
  const models = waitingFor(snapshot, hostId).map(({ syncId }) => modelOfSync(snapshot, syncId) ?? '')
  return [...new Set(models)].map(name => name.split('\\').at(-1) ?? name)
}

/** Why Cloudrexx's push had better not go on for a host; null where it may. */
export function whyNotResume(
  snapshot: SiteSnapshot,
  fleet: FleetKnowledge,
  host: HostRow
): 'would-remove' | 'fails-again' | 'copy-of-a-site' | null {
  if (marksOfOthers(snapshot, fleet).length > 0) return 'copy-of-a-site'
  if (turnedIntoRemovals(snapshot, host.id).length > 0) return 'would-remove'
  const fails = waitingFor(snapshot, host.id).some(change =>
    failsInPush.has(modelOfSync(snapshot, change.syncId) ?? '')
  )
  return fails ? 'fails-again' : null
}

/** Whether a link with the delivery `queue` keeps the host stopped on purpose. */
export function isKeptByLink(snapshot: SiteSnapshot, fleet: FleetKnowledge, host: HostRow): boolean {
  const queues = fleet.links.filter(
    ({ primaryId, delivery }) => primaryId === snapshot.site.id && delivery === 'queue'
  )
  const users = fleet.usersOf({ siteId: snapshot.site.id, kind: 'host', rowId: String(host.id) })
  return queues.some(link => {
    const replica = fleet.sites.find(({ id }) => id === link.replicaId)
    return users.includes(link.id) || (replica !== undefined && sameHost(host.host, replica.mainDomain))
  })
}
