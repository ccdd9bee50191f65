import { examinationView, type ExaminationView } from '../../contract/doctor-shapes.ts'
import type { SiteId } from '../../core/fleet/site.ts'
import type { Notes } from '../../core/shared/ports.ts'
import { Shelf } from '../../core/shared/shelf.ts'

/**
 * Remembers the last examination of each site, also over a restart, so that what was found last week is still in sight. As the doors show
 * it: what a mend would write is worked out anew from fresh reads.
 */
export function notedExaminations(notes: Notes): {
  note(examination: ExaminationView): void
  noted(siteId: SiteId): ExaminationView | null
  /** Those of all sites in one read: a fleet may have thousands. */
  all(): ReadonlyMap<SiteId, ExaminationView>
} {
  const shelf = new Shelf<ExaminationView>(notes, 'doctor/')
  // An older version may have written it.
  const read = (noted: unknown): ExaminationView | null => examinationView.safeParse(noted).data ?? null
  return {
    note: examination => shelf.set(examination.siteId, examination),
    noted: siteId => read(shelf.get(siteId)),
    all: () =>
      new Map(
        [...shelf.all()].flatMap(([siteId, noted]) => {
          const examination = read(noted)
          return examination ? [[siteId, examination] as const] : []
        })
      )
  }
}
