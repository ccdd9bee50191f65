import { noteTypes } from '../../fleet/enrolment/former-sources.ts'
import { markersAmong, markerType } from '../../fleet/marker.ts'
import { examples, type Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/**
 * Rows that a Rexxfleet left in the id mapping and this one does not know: another computer's, or of something that never ended. Not
 * mended: whose they are cannot be told.
 */
export const ownRowsLeft: Rule = {
  kind: 'own-rows-left',
  needs: ['idmapping'],
  find({ ownRows, site }, fleet) {
    const known = new Set(fleet.sites.map(({ marker }) => marker))
    const strange = ownRows.filter(row =>
      row.entityType === markerType
        ? !known.has(markersAmong([row])[0]?.uuid ?? null)
        : row.entityType !== noteTypes.former
    )
    const types = [...new Set(strange.map(({ entityType }) => entityType))]
    return types.map((type): Finding => ({
      kind: 'own-rows-left',
      severity: 'info',
      siteId: site.id,
      linkId: null,
      subject: type,
      evidence: {
        type,
        count: strange.filter(({ entityType }) => entityType === type).length,
        rows: examples(strange.filter(row => row.entityType === type).map(({ id }) => String(id)))
      },
      mend: null
    }))
  }
}
