import { expect, it } from 'vitest'
import SiteRemains from '@/features/fleet/site-remains.vue'
import { useLinks } from '@/features/links/links-store.ts'
import { fakeLinks, fakeSites } from '../fake-fleet.ts'
import { workflow } from '../fake-plans.ts'
import { mounted, settled } from '../mounting.ts'

it('what is left of a link is said on the page of either site, and of no other', async () => {
  const link = fakeLinks().find(({ id }) => id === 'thun-koeniz')!
  const waiting = {
    ...workflow('left', 'deregister-rest', link.id, [], [], { kind: 'yes', expected: null }),
    state: 'awaiting-site' as const
  }
  const shown = async (siteId: string): Promise<number> => {
    const site = fakeSites().find(({ id }) => id === siteId)!
    const page = await mounted(SiteRemains, { site }, { workflows: [waiting] })
    useLinks().links = [{ ...link, state: 'removing', status: 'paused', workflowId: 'left' }]
    await settled()
    return page.all('[data-testid="site-remains"]').length
  }
  expect([await shown(link.primaryId), await shown(link.replicaId), await shown('bern')]).toEqual([1, 1, 0])
})
