import type { GrantRow } from '../../fleet/management.ts'
import type { Rule } from '../rule.ts'

/**
 * Grants without a key or without an endpoint: nobody gets anything by them. An answer leaves out what is not there, and what its data
 * source prunes: only where other grants of the same answer tell both does a missing one count.
 */
export const grantLeadsNowhere: Rule = {
  kind: 'grant-leads-nowhere',
  needs: ['grant'],
  find({ grants, site }) {
    if (!tellsBoth(grants)) return []
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

/** Whether the answer tells keys and endpoints at all: Rexxfleet's own grants always have both. */
export function tellsBoth(grants: readonly GrantRow[]): boolean {
  return grants.some(({ apiKeyId }) => apiKeyId !== null) && grants.some(({ endpoint }) => endpoint !== null)
}
