import { expect, test } from './fleet-fixture.ts'
import { linkUp, refuseOnce } from './linked.ts'
import { TopologyPage } from './pages/topology.ts'

test('a first look: the demo fleet is there with one click', async ({ window, program }) => {
  await window.getByTestId('start-demo').click()
  await expect(window.getByTestId('site-table')).toContainText('Kanton Aare Portal', { timeout: 30_000 })
  await expect
    .poll(async () => (await program.call('sites.list', {})).filter(site => site.health).length)
    .toBe(3)
  await window.getByTestId('nav-topology').click()
  await expect(window.locator('article.card')).toHaveCount(3)
  await window.screenshot({ path: 'test-results/shots/demo-topology.png' })
})

test('two sites are linked by keyboard alone', async ({ window, enrolSite }) => {
  const portal = await enrolSite('Portal', 4)
  const town = await enrolSite('Town', 1)
  const topology = new TopologyPage(window)
  await topology.open()
  await expect(topology.card(portal.id)).toBeVisible()
  await window.locator(`.vue-flow__node[data-id="${portal.id}"]`).focus()
  await window.keyboard.press('l')
  await window.screenshot({ path: 'test-results/shots/keyboard-targets.png' })
  await expect(window.getByText('Can receive')).toBeVisible()
  await window.keyboard.press('Enter')
  await expect(window.getByTestId('plan-panel')).toBeVisible()
  await topology.choose('RewriteRule')
  await window.getByTestId('make-plan').focus()
  await window.keyboard.press('Enter')
  await expect(window.getByTestId('apply-plan')).toBeEnabled()
  await window.getByTestId('apply-plan').focus()
  await window.keyboard.press('Enter')
  await expect(window.getByTestId('sync-after-apply')).toBeVisible()
  await window.getByTestId('sync-after-apply').focus()
  await window.keyboard.press('Enter')
  await expect.poll(() => town.double.admin.rows('core_rewrite_rule').length).toBe(5)
})

test('a run with failures says what failed and why, and a retry sends only that', async ({
  window,
  program,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 6)
  const town = await enrolSite('Town', 0)
  await linkUp(program, portal.id, town.id)
  refuseOnce(town, 3)

  await window.getByTestId('nav-topology').click()
  const topology = new TopologyPage(window)
  await topology.edge().first().click({ force: true })
  await window.getByTestId('sync-now').click()
  await expect.poll(() => town.double.admin.rows('core_rewrite_rule').length).toBe(5)
  await window.getByTestId('nav-runs').click()
  await window.getByText('Portal to Town').first().click()
  await expect(window.getByTestId('run-head')).toBeVisible()
  await window.getByTestId('items-table').getByText('Failed').first().click()
  await expect(window.getByTestId('item-panel')).toContainText(/regex/i)
  await window.screenshot({ path: 'test-results/shots/run-failed.png' })
  town.double.log.clear()
  await window.getByTestId('retry-failed').click()
  await expect.poll(() => town.double.admin.rows('core_rewrite_rule').length).toBe(6)
  const pushes = town.double.log.requests.filter(({ method }) => method === 'PUT')
  expect(pushes.map(({ id }) => id)).toEqual(['3'])
})
