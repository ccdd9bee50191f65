import { describe, expect, it } from 'vitest'
import FleetPage from '@/features/fleet/fleet-page.vue'
import RemoveSite from '@/features/fleet/remove-site.vue'
import { fits, noFilter, type SiteFilter } from '@/features/fleet/table/site-filter.ts'
import { fakeSites } from '../fake-fleet.ts'
import { click, fill, mounted, settled } from '../mounting.ts'

describe('the fleet', () => {
  it('shows the first-run screen with both ways in when there is no site', async () => {
    const page = await mounted(FleetPage, {}, { empty: true })
    expect(page.find('first-add-site').textContent).toContain('Add a site')
    await click(page.find('start-demo'))
    expect(page.program.calls.map(call => call.name)).toContain('demo.start')
    expect(page.all('[data-row]')).toHaveLength(3)
  })

  it('lists sites with state, replication and tags', async () => {
    const page = await mounted(FleetPage)
    expect(page.all('[data-row]')).toHaveLength(12)
    expect(page.find('site-table').textContent).toContain('Not reachable')
    expect(page.find('site-table').textContent).toContain('Drift 14')
    expect(page.find('site-table').textContent).toContain('+10')
  })

  it('filters as one types, and says how many are left', async () => {
    const page = await mounted(FleetPage)
    await fill(page.all('input[type="search"]')[0]!, 'thun oberland')
    expect(page.all('[data-row]').map(row => row.dataset['row'])).toEqual(['musik', 'thun', 'tourismus'])
    expect(page.text()).toContain('3 of 12 sites')
  })

  it('follows what the program tells', async () => {
    const page = await mounted(FleetPage)
    await page.program.invoke('sites.update', { siteId: 'spiez', name: 'Spiez am See' })
    page.program.emit({ name: 'site.changed', data: { siteId: 'spiez' } })
    await settled(40)
    expect(page.text()).toContain('Spiez am See')
  })

  it('says an error in words, with what to do and a way on', async () => {
    const page = await mounted(
      FleetPage,
      {},
      { language: 'de', failing: { 'sites.list': 'database-damaged' } }
    )
    expect(page.text()).toContain('Die Datenbank ist beschädigt.')
    expect(page.text()).not.toContain('fake:')
    expect(page.text()).toContain('Nochmals versuchen')
  })
})

describe('removing a site', () => {
  it('shows the SQL that is left to run', async () => {
    const site = { ...fakeSites()[0]!, id: 'site-1', name: 'Neue Site', links: 0 }
    const page = await mounted(RemoveSite, { site })
    await page.program.invoke('sites.add', { name: site.name, address: 'https://neu.example', key: 'new' })
    await click(page.find('confirm-remove-site'))
    expect(page.text()).toContain('Neue Site is removed')
    expect(page.text()).toContain('DELETE FROM contrexx_core_module_data_access_apikey')
  })

  it('is not possible while the site has links, and says what to do', async () => {
    const page = await mounted(RemoveSite, { site: { ...fakeSites()[0]!, links: 2 } })
    expect((page.find('confirm-remove-site') as HTMLButtonElement).disabled).toBe(true)
    expect(page.text()).toContain('Deregister them first')
  })
})

const found = (filter: Partial<SiteFilter>): string[] =>
  fakeSites()
    .filter(site => fits(site, { ...noFilter, ...filter }))
    .map(site => site.id)

describe('the filter', () => {
  it('finds words in name, host and tags, in any order', () => {
    const names = (text: string): string[] => found({ text })
    expect(names('bern portal')).toEqual(['bern'])
    expect(names('PORTAL kanton')).toEqual(['bern'])
    expect(names('nichts')).toEqual([])
  })

  it('knows what is in trouble', () => {
    expect(found({ state: 'trouble' })).toEqual(['interlaken', 'koeniz'])
  })
})
