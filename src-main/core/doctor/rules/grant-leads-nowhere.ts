import type { Rule } from '../rule.ts'

/** Grants without a key or without an endpoint: nobody gets anything by them. */
export const grantLeadsNowhere: Rule = {
  kind: 'grant-leads-nowhere',
  needs: ['grant'],
  find({ grants, site }) {
    const useless = grants.filter(({ apiKeyId, endpoint }) => apiKeyId === null || endpoint === null)
    if (useless.length === 0) return []
    return [
      {
        kind: 'grant-leads-nowhere',
        severity: 'info',
        siteId: site.id,
        linkId: null,
        subject: 'grants',
        evidence: {
          count: useless.length,
          withoutKey: useless.filter(({ apiKeyId }) => apiKeyId === null).length,
          withoutEndpoint: useless.filter(({ endpoint }) => endpoint === null).length
        },
        mend: {
          act: 'remove-grants',
          grants: useless.map(({ id, endpoint }) => ({ rowId: id, name: endpoint?.name ?? `grant ${id}` }))
        }
      }
    ]
  }
}
