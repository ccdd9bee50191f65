import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** Endpoints whose field list has an empty entry, as a form with `fieldList[]=` leaves it: they show no field at all (F3). */
export const endpointHidesFields: Rule = {
  kind: 'endpoint-hides-fields',
  needs: ['endpoint'],
  find: ({ endpoints, site }) =>
    endpoints
      .filter(({ fieldList }) => Object.values(fieldList).includes(''))
      .map(({ id, name, fieldList, dataSource }): Finding => ({
        kind: 'endpoint-hides-fields',
        severity: 'error',
        siteId: site.id,
        linkId: null,
        subject: `endpoint/${id}`,
        evidence: { endpoint: name, class: dataSource?.identifier ?? '' },
        mend: {
          act: 'set-fields',
          change: {
            what: 'endpoint',
            rowId: id,
            name,
            from: { fieldList },
            to: { fieldList: withoutEmpty(fieldList) },
            why: 'shows-fields'
          }
        }
      }))
}

/** The fields that somebody chose stay chosen. */
function withoutEmpty(fieldList: Record<string, unknown>): Record<string, string> {
  const names = Object.values(fieldList).filter(name => name !== '')
  return Object.fromEntries(names.map((name, at) => [String(at), String(name)]))
}
