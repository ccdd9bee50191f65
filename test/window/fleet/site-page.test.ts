import { describe, expect, it } from 'vitest'
import SitePage from '@/features/fleet/site-page/site-page.vue'
import { mounted } from '../mounting.ts'

describe('the page of a site', () => {
  it('tells how it answered, what stands on it and what was written there, by figures and names', async () => {
    const page = await mounted(SitePage, { siteId: 'koeniz' }, { path: '/sites/koeniz' })
    const boxes = new Map(
      page.all('section.box').map(box => [box.querySelector('.hd')?.textContent?.trim() ?? '', box])
    )
    const box = (title: string): string =>
      [...boxes].find(([head]) => head.startsWith(title))?.[1].textContent ?? ''
    expect(box('Health')).toMatch(/Answered\s*100 %.*Slowest\s*1\.9 s/s)
    expect(box('Links')).toContain('Stadt Thun')
    expect(box('Findings')).toContain('The push to a receiver was stopped by an error')
    expect(box('Endpoints')).toMatch(/and 1 of Rexxfleet.*calendar-event.*Its data source is gone/s)
    expect(box('Keys and grants')).toMatch(/Key number 12.*RewriteRule \(read and write\)/s)
    expect(box('Receivers')).toMatch(/17 wait.*musikschule\.example.*14 wait/s)
    expect(box('Mappings')).toMatch(/1,291.*RewriteRule\s*1,204.*Event\s*87/s)
    expect(box('Activity')).toContain('PUT')
  })

  it('says of what could not be read that nothing is known, instead of showing it as empty', async () => {
    const failing = { 'sites.inventory': 'site-timeout' }
    const page = await mounted(SitePage, { siteId: 'koeniz' }, { path: '/sites/koeniz', failing })
    expect(page.text()).toContain('The site took too long to answer')
    expect(page.all('[data-testid="inventory"]')).toHaveLength(0)
  })
})
