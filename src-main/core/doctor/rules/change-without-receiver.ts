import type { Rule } from '../rule.ts'

/** Changes that wait for a host that is gone: each page request starts a push for them, which has nothing to do (F33). */
export const changeWithoutReceiver: Rule = {
  kind: 'change-without-receiver',
  needs: ['host', 'change'],
  find({ changes, hosts, site }) {
    const known = new Set(hosts.map(({ id }) => id))
    const lost = changes.filter(({ hostIds }) => !hostIds.some(id => known.has(id)))
    if (lost.length === 0) return []
    return [
      {
        kind: 'change-without-receiver',
        severity: 'warning',
        siteId: site.id,
        linkId: null,
        subject: 'queue',
        evidence: { count: lost.length, waiting: changes.length },
        mend: { act: 'remove-changes', ids: lost.map(({ id }) => id) }
      }
    ]
  }
}
