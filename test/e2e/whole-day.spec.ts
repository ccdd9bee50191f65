/** What an agency does with new customers in a morning, and takes back before noon. */
import type { Page } from '@playwright/test'
import type { Program } from '../../src-main/contract/door.ts'
import { expect, test, type TestSite } from './fleet-fixture.ts'
import { linkUp, sync } from './linked.ts'
import { TopologyPage } from './pages/topology.ts'

async function enrolWithKey(window: Page, { name, key, double }: TestSite): Promise<void> {
  await window.getByTestId('first-add-site').or(window.getByTestId('add-site')).first().click()
  await window.getByTestId('site-address').fill(double.url)
  await window.getByTestId('site-name').fill(name)
  await window.locator('.drawer input[type="radio"][value="given"]').check({ force: true })
  await window.getByTestId('wizard-next').click()
  await window.getByTestId('management-key').fill(key)
  await window.getByTestId('use-key').click()
  await expect(window.getByTestId('endpoints-ready')).toContainText('11')
  await window.getByTestId('wizard-enrol').click()
  await window.getByTestId('wizard-save').click()
  await expect(window.getByTestId('wizard-done')).toContainText(name)
  await window.locator('.drawer-acts').getByRole('button', { name: 'Close' }).click()
  await expect(window.getByTestId('site-table')).toContainText(name)
  await expect(window.locator('.drawer')).toHaveCount(0)
}

async function linkAndSync(program: Program, primaryId: string, replicaId: string): Promise<void> {
  await sync(program, await linkUp(program, primaryId, replicaId, { acknowledge: ['two-primaries'] }))
}

test('three sites are enrolled with their keys, two are linked and undone again, and one that two send to is purged', async ({
  window,
  program,
  startSite
}) => {
  test.slow()
  const sites: TestSite[] = []
  await test.step('three sites, one after the other; no key stays in the window', async () => {
    for (const [name, rules] of [
      ['Portal', 5],
      ['Town', 1],
      ['Village', 0]
    ] as const) {
      const site = await startSite(name, rules)
      site.double.admin.enrol(site.key)
      await enrolWithKey(window, site)
      expect(await window.content()).not.toContain(site.key)
      sites.push(site)
    }
    const views = await program.call('sites.list', {})
    expect(views.map(({ state }) => state)).toEqual(['enrolled', 'enrolled', 'enrolled'])
  })

  const town = sites[1]!.double
  const keysBefore = town.admin.rows('core_module_data_access_apikey').length
  await test.step('a link is made', async () => {
    const views = await program.call('sites.list', {})
    const id = (name: string): string => views.find(site => site.name === name)!.id
    const topology = new TopologyPage(window)
    await topology.open()
    await expect(topology.card(id('Portal'))).toBeVisible()
    await topology.drag(id('Portal'), id('Town'))
    await topology.choose('RewriteRule')
    await window.getByTestId('make-plan').click()
    await window.getByTestId('apply-plan').click()
    await expect(window.getByTestId('sync-after-apply')).toBeVisible()
    expect(town.admin.rows('core_module_data_access_apikey')).toHaveLength(keysBefore + 1)
  })

  await test.step('and undone: nothing of it is left on the site', async () => {
    await window.getByTestId('undo-applied').click()
    await window.getByTestId('apply-undo').click()
    await expect.poll(() => town.admin.rows('core_module_data_access_apikey').length).toBe(keysBefore)
    await expect.poll(async () => (await program.call('links.list', {})).length).toBe(0)
  })

  await test.step('two send to Town: it leaves both with one plan from its own panel, and keeps what is its own', async () => {
    const views = await program.call('sites.list', {})
    const id = (name: string): string => views.find(site => site.name === name)!.id
    for (const primary of ['Portal', 'Village']) await linkAndSync(program, id(primary), id('Town'))
    await expect.poll(() => town.admin.rows('core_rewrite_rule').length).toBe(6)
    await window.getByTestId('nav-fleet').click()
    await window.locator(`[data-row="${id('Town')}"]`).click()
    await window.getByTestId('purge-site').click()
    const dialog = window.getByTestId('deregister-dialog')
    await expect(dialog).toContainText('Purge Town?')
    await expect(dialog.getByTestId('flush-counts')).toBeVisible()
    await dialog.getByTestId('confirm-name').fill('Town')
    await dialog.getByTestId('confirm-deregister').click()
    await expect.poll(() => town.admin.rows('core_rewrite_rule').length).toBe(1)
    await expect.poll(async () => (await program.call('links.list', {})).length).toBe(0)
    expect(town.admin.rows('core_module_data_access_apikey')).toHaveLength(keysBefore)
  })
})

test('a conflict is decided field by field, and each side keeps what was chosen', async ({
  window,
  program,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 3)
  const town = await enrolSite('Town', 0)
  const linkId = await linkUp(program, portal.id, town.id)
  await sync(program, linkId)
  const edit = (site: TestSite, set: Record<string, string | number>): number =>
    site.double.admin.sql({ update: 'core_rewrite_rule', set, where: { id: 1 } })
  edit(portal, { regular_expression: '#^here$#' })
  edit(town, { order_no: 71, regular_expression: '#^there$#' })
  const runId = await sync(program, linkId)

  await window.getByTestId('nav-runs').click()
  await window.getByText('Portal to Town').first().click()
  await window.getByTestId('items-table').getByText('Conflict').first().click()
  await window.getByTestId('take-primary-regularExpression').check()
  await expect(window.getByTestId('decide-fields')).toBeDisabled()
  await window.getByTestId('take-replica-orderNo').check()
  await window.getByTestId('decide-fields').click()
  await expect.poll(async () => (await program.call('runs.show', { runId })).counts.conflict).toBe(0)
  await expect
    .poll(
      () => town.double.admin.rows('core_rewrite_rule').find(row => row['id'] === 1)?.['regular_expression']
    )
    .toBe('#^here$#')
  expect(town.double.admin.rows('core_rewrite_rule').find(row => row['id'] === 1)?.['order_no']).toBe(71)
})

test('a run is paused and resumed, and nothing is sent twice', async ({ window, program, enrolSite }) => {
  const portal = await enrolSite('Portal', 60)
  const town = await enrolSite('Town', 0)
  const linkId = await linkUp(program, portal.id, town.id)
  test.slow()
  town.double.faults.latency(1_000)
  const [run] = await program.call('runs.start', { linkIds: [linkId] })
  await window.goto(`${new URL(window.url()).origin}/#/runs/${run!.id}`)
  await expect
    .poll(() => town.double.admin.rows('core_rewrite_rule').length, { timeout: 40_000 })
    .toBeGreaterThan(3)
  await window.getByTestId('pause-run').click()
  await expect(window.getByTestId('run-paused')).toBeVisible()
  expect(town.double.admin.rows('core_rewrite_rule').length).toBeLessThan(60)
  town.double.faults.latency(0)
  await window.getByTestId('resume-run').click()
  await expect.poll(() => town.double.admin.rows('core_rewrite_rule').length, { timeout: 30_000 }).toBe(60)
  const ids = town.double.log.requests.filter(({ method }) => method === 'PUT').map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})
