import { expect, it, vi } from 'vitest'
import TagSites from '@/features/fleet/bulk/tag-sites.vue'
import { mounted, settled } from '../mounting.ts'

it('a dialog for tags begins where one is typed', async () => {
  const page = await mounted(TagSites, { siteIds: ['thun'] })
  await settled()
  const field = page.find('bulk-tags').querySelector('input')
  await vi.waitFor(() => expect(document.activeElement).toBe(field))
})
