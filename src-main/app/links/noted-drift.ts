import type { Clock, Notes } from '../../core/shared/ports.ts'
import type { LinkId } from '../../core/topology/link.ts'
import type { NotedDrift } from './link-status.ts'

const folder = 'drift/'

export interface DriftNotes {
  note(linkId: LinkId, drifted: number): void
  noted(linkId: LinkId): NotedDrift | null
  all(): ReadonlyMap<LinkId, NotedDrift>
}

/** Remembers what the last comparison of each link found, also over a restart. */
export function driftNotes(notes: Notes, clock: Clock): DriftNotes {
  return {
    note: (linkId, drifted) => notes.set(`${folder}${linkId}`, { drifted, at: clock.now() }),
    noted: linkId => notes.get(`${folder}${linkId}`) as unknown as NotedDrift | null,
    all: () => notes.under(folder) as unknown as ReadonlyMap<LinkId, NotedDrift>
  }
}
