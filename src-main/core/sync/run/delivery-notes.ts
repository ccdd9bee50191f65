import type { ChangeRow } from '../../fleet/management.ts'
import type { SiteWriter } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { Notes } from '../../shared/ports.ts'
import type { LinkId } from '../../topology/link.ts'

/** Remembers which replicas have got a change that waits for several, or are not to get it any more. */
export interface DeliveryNotes {
  delivered(changeId: number): readonly number[]
  note(changeId: number, hostIds: readonly number[]): void
  /** Live links whose replica has got all that waits for it, while others have not: their receivers stay stopped until then. */
  ahead(): readonly LinkId[]
  noteAhead(linkId: LinkId, isAhead: boolean): void
}

/** Remembers, over a restart, which replicas have got a change that waits for several. */
export function deliveryNotes(notes: Pick<Notes, 'get' | 'set'>): (primaryId: SiteId) => DeliveryNotes {
  return primaryId => {
    const name = `delivered/${primaryId}`
    const aheadName = `ahead/${primaryId}`
    const known = (): Record<string, number[]> => (notes.get(name) ?? {}) as Record<string, number[]>
    const ahead = (): readonly LinkId[] => (notes.get(aheadName) ?? []) as LinkId[]
    return {
      ahead,
      noteAhead(linkId, isAhead) {
        if (ahead().includes(linkId) === isAhead) return
        notes.set(aheadName, isAhead ? [...ahead(), linkId] : ahead().filter(id => id !== linkId))
      },
      delivered: changeId => known()[changeId] ?? [],
      note(changeId, hostIds) {
        const { [changeId]: _before, ...others } = known()
        notes.set(name, hostIds.length > 0 ? { ...others, [changeId]: [...hostIds] } : others)
      }
    }
  }
}

/**
 * A change that waits for other replicas as well goes when the last of them has got it: its hosts cannot be taken off one by one (F15).
 * Says whether it is gone.
 */
export async function takeOut(
  primary: Pick<SiteWriter, 'removeRow'>,
  notes: DeliveryNotes,
  row: ChangeRow,
  hostId: number
): Promise<boolean> {
  const delivered = new Set([...notes.delivered(row.id), hostId])
  const isLast = row.hostIds.every(id => delivered.has(id))
  if (isLast) await primary.removeRow('change', row.id)
  notes.note(row.id, isLast ? [] : [...delivered])
  return isLast
}
