import { describe, expect, it, vi } from 'vitest'
import FleetPage from '@/features/fleet/fleet-page.vue'
import { siteRows } from '@/features/fleet/table/site-rows.ts'
import { sortRows } from '@/features/fleet/table/site-sort.ts'
import { fakeLinks, fakeSites } from '../fake-fleet.ts'
import { click, mounted, settled, type Mounted } from '../mounting.ts'

const shown = (page: Mounted): (string | undefined)[] => page.all('[data-row]').map(row => row.dataset['row'])

describe('the table of sites', () => {
  it('sorts by a click on a head, the other way by a second, and remembers it', async () => {
    const page = await mounted(FleetPage)
    const head = page.all('.sort-head').find(one => one.textContent?.includes('State'))!
    await click(head)
    expect(shown(page).slice(0, 2)).toEqual(['interlaken', 'koeniz'])
    await click(head)
    expect(shown(page).at(-1)).toBe('interlaken')
    await vi.waitFor(() =>
      expect(page.program.calls).toContainEqual({
        name: 'settings.set',
        input: { key: 'fleet.sort', value: { by: 'state', down: true } }
      })
    )
  })

  it('keeps equal sites in the order of their names, numbers counted', () => {
    const rows = siteRows({
      sites: ['Site 10', 'Site 9', 'site 1'].map((name, i) => ({ ...fakeSites()[0]!, id: `${i}`, name })),
      links: fakeLinks(),
      runs: new Map(),
      findings: []
    })
    const names = sortRows(rows, { by: 'environment', down: false }, 'de').map(({ site }) => site.name)
    expect(names).toEqual(['site 1', 'Site 9', 'Site 10'])
  })

  it('understands nothing of settings that another version wrote, and shows the usual', async () => {
    const page = await mounted(
      FleetPage,
      {},
      { settings: { 'fleet.sort': 7, 'fleet.columns': { a: 1 }, 'fleet.filter': 'x' } }
    )
    expect(shown(page)).toHaveLength(12)
  })
})

describe('an act on many sites', () => {
  it('tells what came of it on each, those first that failed', async () => {
    const page = await mounted(FleetPage)
    await click(page.all('thead input[type="checkbox"]')[0]!)
    await click(page.find('bulk-examine'))
    await vi.waitFor(() => expect(page.find('bulk-results').textContent).toContain('12 of 12'), 5_000)
    const rows = [...page.find('bulk-results').querySelectorAll<HTMLElement>('[data-row]')]
    expect(rows[0]!.dataset['row']).toBe('interlaken')
    expect(page.find('bulk-results').textContent).toContain('1 failed')
  })

  it('links sites like another only after all plans were seen', async () => {
    const page = await mounted(FleetPage)
    const boxes = page.all('tbody input[type="checkbox"]')
    await click(boxes[0]!)
    await click(boxes[1]!)
    await click(page.find('bulk-link'))
    await vi.waitFor(() => page.find('pattern-link'), 5_000)
    const choice = page.find('link-like').querySelector('select')!
    choice.value = choice.options[1]!.value
    choice.dispatchEvent(new Event('change', { bubbles: true }))
    await settled(1)
    await click(page.find('plan-like'))
    await vi.waitFor(
      () => expect(page.find('link-like').textContent).toMatch(/Planned|already|itself/),
      5_000
    )
    const names = page.program.calls.map(call => call.name)
    expect(names).toContain('links.plan')
    expect(names).not.toContain('workflows.apply')
  })
})
