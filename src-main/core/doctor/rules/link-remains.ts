import type { Finding } from '../finding.ts'
import type { Rule } from '../rule.ts'

/** What was left here of a link that was taken off by force while this site was away. Mended by the workflow that waits for it. */
export const linkRemains: Rule = {
  kind: 'link-remains',
  needs: [],
  find({ site }, { remains, sites }) {
    return remains
      .filter(({ awayId }) => awayId === site.id)
      .map(({ workflowId, linkId, otherId }): Finding => ({
        kind: 'link-remains',
        severity: 'warning',
        siteId: site.id,
        linkId,
        subject: `remains/${workflowId}`,
        evidence: { partner: sites.find(({ id }) => id === otherId)?.name ?? otherId },
        mend: { act: 'take-up', workflowId }
      }))
  }
}
