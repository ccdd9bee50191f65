import type { SiteReader } from '../../fleet/site-access.ts'
import type { Link } from '../../topology/link.ts'
import type { SiteRow } from '../provenance.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { hostRowOf } from './receiver.ts'
import { syncRowOf } from './sync-row.ts'

/** What the receiver of a link listens to of a model. */
export interface Listening {
  readonly syncId: number
  readonly hostId: number
  /** Ids of entities, or `*` for all. */
  readonly ids: ReadonlySet<string>
}

/** Null where the primary records no changes of the model, or knows no receiver. */
export async function listeningOf(
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

/** The row by which the receiver listens to an entity. */
export function listenerRow({ primaryId: siteId }: Link, { syncId, hostId }: Listening, id: string): SiteRow {
  const rowId = `${syncId}/${hostId}/${id}`
  return { siteId, kind: 'hostentity', rowId }
}

/** What the receiver listened to without Rexxfleet: all that Rexxfleet did not make, on a receiver that it took over. */
export function listensBesides({ provenance }: ReplicationDeps, link: Link, known: Listening): string[] {
  const host: SiteRow = { siteId: link.primaryId, kind: 'host', rowId: String(known.hostId) }
  if (provenance.wasMade(host)) return []
  return [...known.ids].filter(id => !provenance.wasMade(listenerRow(link, known, id)))
}

/** What of that a deregistration took away, for its way back. */
export interface TakenAway {
  noted(): readonly string[]
  note(ids: readonly string[]): void
  forget(): void
}

export function takenAway({ notes }: ReplicationDeps, { id }: Link, endpoint: string): TakenAway {
  const name = `listened-to/${id}/${endpoint}`
  const noted = (): readonly string[] => (notes.get(name) ?? []) as readonly string[]
  return {
    noted,
    // Added to what is noted: an attempt that was cut off may have removed some of them already.
    note(ids) {
      if (ids.length > 0) notes.set(name, [...new Set([...noted(), ...ids])])
    },
    forget: () => notes.remove(name)
  }
}
