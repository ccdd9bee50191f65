import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { Step } from '../../workflow/step.ts'

/**
 * Changes that wait for nobody leave the queue: they only start a push at every page request (F33). There is no way back, since changes
 * cannot be written; nothing would ever have been sent for them.
 */
export function removeChanges(siteId: SiteId, ids: readonly number[]): Step {
  const wanted = new Set(ids)

  async function receiverless(site: SiteReader): Promise<number[]> {
    const hosts = new Set((await site.rows('host')).map(({ id }) => id))
    const found: number[] = []
    for await (const rows of site.rowPages('change'))
      for (const { id, hostIds } of rows)
        if (wanted.has(id) && !hostIds.some(host => hosts.has(host))) found.push(id)
    return found
  }

  return {
    id: `${siteId}/remove-changes`,
    kind: 'remove-changes',
    siteId,
    async look({ reader }) {
      const count = (await receiverless(reader(siteId))).length
      const effects = [{ act: 'remove', what: 'change', name: 'queue', count, why: 'no-receiver' }] as const
      return { done: count === 0, effects: count === 0 ? [] : effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      for (const id of await receiverless(site)) await site.removeRow('change', id)
    },
    inverse: () => null
  }
}
