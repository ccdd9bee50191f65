import type { SiteAccess } from '../../fleet/site-access.ts'
import type { Site, SiteId } from '../../fleet/site.ts'
import type { Leases } from '../../lease/leases.ts'
import type { Clock, Ids } from '../../shared/ports.ts'
import type { Link, LinkId } from '../../topology/link.ts'
import type { Hash } from '../canonical.ts'
import type { RunStore } from './context.ts'
import type { SiteClocks } from './clock-change.ts'
import type { DeliveryNotes } from './delivery-notes.ts'
import type { Resolution } from './resolve.ts'

export interface RunOptions {
  /** Stop when the plan is there. */
  readonly planOnly: boolean
  /** Removals that are agreed to beyond the guard's limit. */
  readonly allowRemovals: number
  /** Updates of what was never agreed are in order. */
  readonly confirmOverwrites: boolean
  readonly startedBy: string
  /** Conflicts that are decided before anything is sent. */
  readonly resolution?: Resolution
}

export interface EngineDeps {
  readonly access: SiteAccess
  readonly site: (id: SiteId) => Site
  readonly link: (id: LinkId) => Link
  readonly store: RunStore
  readonly hash: Hash
  readonly clock: Clock
  readonly ids: Ids
  /** Told after each change of a run, and while it goes on. */
  readonly changed: (runId: string) => void
  /** What replicas have got of changes that wait for several, by primary. */
  readonly deliveryNotes: (primaryId: SiteId) => DeliveryNotes
  readonly siteClocks: SiteClocks
  /** The leases of this program: no other Rexxfleet works on the same replica and sender (ground rule 10). */
  readonly leases: Leases
  /** How long a request without an answer may still be at work on a site; `quietTime` unless told otherwise. */
  readonly quietMs?: number
}
