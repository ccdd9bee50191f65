import { keyLength } from '../../fleet/keys.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** Keys that every request with them is refused for (F2). Nobody can be using one. */
export const keyTooShort: Rule = {
  kind: 'key-too-short',
  needs: ['apikey', 'grant'],
  find: ({ keys, grants, site }) =>
    keys
      .filter(({ length }) => length < keyLength)
      .map(({ id, length }): Finding => {
        const own = grants.filter(({ apiKeyId }) => apiKeyId === id)
        const names = own.map(({ endpoint }) => endpoint?.name ?? '')
        return {
          kind: 'key-too-short',
          severity: 'warning',
          siteId: site.id,
          linkId: null,
          subject: `apikey/${id}`,
          evidence: { key: id, length, needed: keyLength, endpoints: names.slice(0, 20) },
          mend: {
            act: 'remove-key',
            keyId: id,
            grants: own.map((grant, at) => ({ rowId: grant.id, name: names[at] ?? '' }))
          }
        }
      })
}
