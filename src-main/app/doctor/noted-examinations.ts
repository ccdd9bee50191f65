import { examinationView, type ExaminationView } from '../../contract/doctor-shapes.ts'
import type { SiteId } from '../../core/fleet/site.ts'
import type { Json } from '../../core/workflow/records.ts'
import type { Notes } from '../../core/shared/ports.ts'

/**
 * Remembers the last examination of each site, also over a restart, so that what was found last week is still in sight. As the doors show
 * it: what a mend would write is worked out anew from fresh reads.
 */
export function notedExaminations(notes: Notes): {
  note(examination: ExaminationView): void
  noted(siteId: SiteId): ExaminationView | null
} {
  const name = (siteId: SiteId): string => `doctor/${siteId}`
  return {
    note: examination => notes.set(name(examination.siteId), examination as unknown as Json),
    noted(siteId) {
      // An older version may have written it.
      const read = examinationView.safeParse(notes.get(name(siteId)))
      return read.success ? read.data : null
    }
  }
}
