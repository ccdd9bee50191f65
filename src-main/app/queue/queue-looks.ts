import type { SiteAccess } from '../../core/fleet/site-access.ts'
import type { Site, SiteId } from '../../core/fleet/site.ts'
import type { Clock, Notes } from '../../core/shared/ports.ts'
import { Shelf } from '../../core/shared/shelf.ts'
import { lookAtQueue, type QueueLook } from '../../core/sync/run/queue-look.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'

/** How many changes waited for a link when its queue was last looked at. */
export interface NotedQueue {
  readonly waiting: number
  readonly at: number
}

export interface QueueLooksDeps {
  readonly access: SiteAccess
  readonly site: (id: SiteId) => Site
  readonly notes: Notes
  readonly clock: Clock
  /** The link shows something else from now on. */
  readonly linkChanged: (linkId: LinkId) => void
}

/** Looks at queues, and remembers what was seen: a list or a graph of links asks no site. */
export class QueueLooks {
  readonly #deps: QueueLooksDeps
  readonly #noted: Shelf<NotedQueue>

  constructor(deps: QueueLooksDeps) {
    this.#deps = deps
    this.#noted = new Shelf(deps.notes, 'queue/')
  }

  /** Reads the primary's rows for the link. Fails where the primary does not answer; what was noted before then stays. */
  async look(link: Link): Promise<QueueLook> {
    const { access, site, clock, linkChanged } = this.#deps
    const look = await lookAtQueue(access.reader(site(link.primaryId)), link, site(link.replicaId))
    const waiting = look.models.reduce((sum, { changes }) => sum + changes, 0)
    const before = this.noted(link.id)
    this.#noted.set(link.id, { waiting, at: clock.now() })
    if (waiting !== (before?.waiting ?? 0)) linkChanged(link.id)
    return look
  }

  noted(linkId: LinkId): NotedQueue | null {
    return this.#noted.get(linkId)
  }

  all(): ReadonlyMap<LinkId, NotedQueue> {
    return this.#noted.all()
  }
}

/** Whether Cloudrexx queues the link's changes. */
export function hasQueue({ delivery, state }: Pick<Link, 'delivery' | 'state'>): boolean {
  return delivery !== 'compare' && state === 'ready'
}
