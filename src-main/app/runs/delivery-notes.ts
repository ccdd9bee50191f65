import type { SiteId } from '../../core/fleet/site.ts'
import type { DeliveryNotes } from '../../core/sync/run/queue.ts'
import type { Notes } from '../links/noted-drift.ts'

/** Remembers, over a restart, which replicas have got a change that waits for several. */
export function deliveryNotes(notes: Notes): (primaryId: SiteId) => DeliveryNotes {
  return primaryId => {
    const name = `delivered/${primaryId}`
    const known = (): Record<string, number[]> => (notes.get(name) ?? {}) as Record<string, number[]>
    return {
      delivered: changeId => known()[changeId] ?? [],
      note(changeId, hostIds) {
        const { [changeId]: _before, ...others } = known()
        notes.set(name, hostIds.length > 0 ? { ...others, [changeId]: [...hostIds] } : others)
      }
    }
  }
}
