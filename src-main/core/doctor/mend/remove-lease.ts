import { isOver, leaseMs, timeOn } from '../../lease/lease.ts'
import { leaseOn } from '../../lease/take-lease.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import { fulfilled, type Step } from '../../workflow/step.ts'
import type { MendDeps } from './deps.ts'

/** A lease that was left behind goes, as long as it is the same and still over. There is no way back: nobody wants it back. */
export function removeLease(deps: MendDeps, siteId: SiteId, mend: { rowId: number; sender: string }): Step {
  async function isLeft(site: SiteReader): Promise<boolean> {
    const found = await leaseOn(site, mend.sender)
    return found?.id === mend.rowId && isOver(found, await timeOn(site, deps.clock), leaseMs)
  }
  return {
    id: `${siteId}/lease/${mend.sender}`,
    kind: 'remove-lease',
    siteId,
    async look({ reader }) {
      if (!(await isLeft(reader(siteId)))) return fulfilled
      return { ...fulfilled, done: false, effects: [{ act: 'remove', what: 'lease', name: mend.sender }] }
    },
    async act({ writer }) {
      await writer(siteId).removeRow('lease', mend.rowId)
    },
    inverse: () => null
  }
}
