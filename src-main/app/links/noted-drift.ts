import type { Clock } from '../../core/shared/ports.ts'
import type { LinkId } from '../../core/topology/link.ts'
import type { Json } from '../../core/workflow/records.ts'
import type { NotedDrift } from './link-status.ts'

/** Where small things are remembered by name. */
export interface Notes {
  get(name: string): Json
  set(name: string, value: Json): void
}

/** Remembers what the last comparison of each link found, also over a restart. */
export function driftNotes(
  notes: Notes,
  clock: Clock
): { note(linkId: LinkId, drifted: number): void; noted(linkId: LinkId): NotedDrift | null } {
  const name = (linkId: LinkId): string => `drift/${linkId}`
  return {
    note: (linkId, drifted) => notes.set(name(linkId), { drifted, at: clock.now() }),
    noted: linkId => notes.get(name(linkId)) as unknown as NotedDrift | null
  }
}
