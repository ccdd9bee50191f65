import type { Rule } from '../rule.ts'

/** Sync rows with Relation rows: they change what Cloudrexx sends along. Shown, never mended: only people know what they are for. */
export const relationRows: Rule = {
  kind: 'relation-rows',
  needs: ['relation'],
  find: ({ relations, site }) =>
    relations.length === 0
      ? []
      : [
          {
            kind: 'relation-rows',
            severity: 'info',
            siteId: site.id,
            linkId: null,
            subject: 'relations',
            evidence: { count: relations.length },
            mend: null
          }
        ]
}
