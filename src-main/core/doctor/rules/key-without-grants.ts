import { keyLength } from '../../fleet/keys.ts'
import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** Keys that open nothing. Those that Rexxfleet made and no link needs any more may go; of others it cannot know (ground rule 9). */
export const keyWithoutGrants: Rule = {
  kind: 'key-without-grants',
  needs: ['apikey', 'grant'],
  find({ keys, grants, site, managementKeyId }, fleet) {
    const granted = new Set(grants.map(({ apiKeyId }) => apiKeyId))
    return keys
      .filter(({ id, length }) => length >= keyLength && !granted.has(id) && id !== managementKeyId)
      .flatMap(({ id }): Finding[] => {
        const row = { siteId: site.id, kind: 'apikey', rowId: String(id) } as const
        // A link that is being set up has its key before it has rights.
        if (fleet.usersOf(row).length > 0) return []
        const ours = fleet.wasMade(row)
        return [
          {
            kind: 'key-without-grants',
            severity: ours ? 'warning' : 'info',
            siteId: site.id,
            linkId: null,
            subject: `apikey/${id}`,
            evidence: { key: id, madeByRexxfleet: ours },
            mend: ours ? { act: 'remove-key', keyId: id, grants: [] } : null
          }
        ]
      })
  }
}
