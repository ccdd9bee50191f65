import type { Clock, Notes } from '../../core/shared/ports.ts'
import { Shelf } from '../../core/shared/shelf.ts'
import type { LinkId } from '../../core/topology/link.ts'
import type { NotedDrift } from './link-status.ts'

export interface DriftNotes {
  note(linkId: LinkId, drifted: number): void
  noted(linkId: LinkId): NotedDrift | null
  all(): ReadonlyMap<LinkId, NotedDrift>
}

/** Remembers what the last comparison of each link found, also over a restart. */
export function driftNotes(notes: Notes, clock: Clock): DriftNotes {
  const shelf = new Shelf<NotedDrift>(notes, 'drift/')
  return {
    note: (linkId, drifted) => shelf.set(linkId, { drifted, at: clock.now() }),
    noted: linkId => shelf.get(linkId),
    all: () => shelf.all()
  }
}
