import { expect, test } from './fleet-fixture.ts'
import { linkUp, sync } from './linked.ts'
import { TopologyPage } from './pages/topology.ts'

test('a link both ways is planned with what preflight noticed, and applied', async ({
  window,
  program,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 2)
  const town = await enrolSite('Town', 0)
  const topology = new TopologyPage(window)
  await topology.open()
  await expect(topology.card(portal.id)).toBeVisible()
  await topology.drag(portal.id, town.id)
  const panel = window.getByTestId('plan-panel')
  await topology.choose('RewriteRule')
  await panel.getByRole('switch').check()
  await window.getByTestId('make-plan').click()
  await expect(window.getByTestId('notices')).toBeVisible()
  await window.screenshot({ path: 'test-results/shots/preflight.png' })
  await window.getByTestId('apply-plan').click()
  await expect(window.getByTestId('sync-after-apply')).toBeVisible()
  expect(await program.call('links.list', {})).toHaveLength(2)
})

test('a link by queue is chosen in the panel, planned and applied', async ({
  window,
  program,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 2)
  const town = await enrolSite('Town', 0)
  const topology = new TopologyPage(window)
  await topology.open()
  await expect(topology.card(portal.id)).toBeVisible()
  await topology.drag(portal.id, town.id)
  await window.getByTestId('plan-panel').getByRole('radio', { name: 'Queue' }).check({ force: true })
  await topology.choose('RewriteRule')
  await window.getByTestId('make-plan').click()
  await expect(window.getByTestId('apply-plan')).toBeEnabled()
  await window.screenshot({ path: 'test-results/shots/plan-queue.png' })
  await window.getByTestId('apply-plan').click()
  await expect(window.getByTestId('sync-after-apply')).toBeVisible()
  expect((await program.call('links.list', {}))[0]?.delivery).toBe('queue')
})

test('a link by live says what stands in the way, and goes with another model and a tick for each doubt', async ({
  window,
  program,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 2)
  const town = await enrolSite('Town', 0)
  const topology = new TopologyPage(window)
  await topology.open()
  await expect(topology.card(portal.id)).toBeVisible()
  await topology.drag(portal.id, town.id)
  const panel = window.getByTestId('plan-panel')
  await panel.getByRole('radio', { name: 'Live' }).check({ force: true })
  await topology.choose('RewriteRule')
  await window.getByTestId('make-plan').click()
  // Cloudrexx's own push would lose a field.
  await expect(panel.locator('[data-notice="push-drops-fields"]')).toBeVisible()
  await window.screenshot({ path: 'test-results/shots/preflight-refused.png' })
  expect(await program.call('links.list', {})).toEqual([])

  await panel.getByTestId('model-RewriteRule').click()
  await topology.choose('calendar-category')
  await window.getByTestId('make-plan').click()
  await expect(panel.locator('[data-notice="live-on-production"]')).toBeVisible()
  const apply = window.getByTestId('apply-plan')
  const ticks = await panel.locator('[data-testid^="tick-"]').all()
  expect(ticks.length).toBeGreaterThan(0)
  for (const tick of ticks) {
    await expect(apply).toBeDisabled()
    await tick.click()
  }
  await expect(apply).toBeEnabled()
  await window.screenshot({ path: 'test-results/shots/plan-live.png' })
  await apply.click()
  await expect(window.getByTestId('sync-after-apply')).toBeVisible()
  expect((await program.call('links.list', {}))[0]?.delivery).toBe('live')
})

test('a conflict is read side by side and decided for the primary', async ({
  window,
  program,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 3)
  const town = await enrolSite('Town', 0)
  const linkId = await linkUp(program, portal.id, town.id)
  await sync(program, linkId)
  town.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 71 }, where: { id: 1 } })
  const runId = await sync(program, linkId)

  await expect(window.getByTestId('bell-count')).toBeVisible()
  await window.getByTestId('bell').click()
  await window.getByTestId('bell-list').getByText('Portal to Town').click()
  await expect(window.getByTestId('run-needs')).toContainText('1 conflict')
  await window.getByTestId('items-table').getByText('Edited on the replica').first().click()
  await expect(window.getByTestId('differences')).toContainText('71')
  await window.screenshot({ path: 'test-results/shots/conflict.png' })
  await window.getByTestId('resolve-primary').click()
  await expect.poll(async () => (await program.call('runs.show', { runId })).counts.conflict).toBe(0)
  expect(town.double.admin.rows('core_rewrite_rule').some(row => row['order_no'] === 71)).toBe(false)
  await expect(window.getByTestId('resolve-primary')).toHaveCount(0)
})

test('a finding is examined, read, and mended by a plan', async ({ window, enrolSite }) => {
  const portal = await enrolSite('Portal', 1)
  const grants = portal.double.admin.rows('core_module_data_access_data_access_apikey').length
  portal.double.admin.sql({
    insert: 'core_module_data_access_data_access_apikey',
    row: { api_key_id: null, data_access_id: 5, read_only: 0 }
  })
  await window.getByTestId('nav-doctor').click()
  await window.getByTestId('examine').click()
  await window.getByTestId('findings').getByText('Rights lead nowhere').click()
  await expect(window.getByTestId('finding-evidence')).toContainText('Without a key')
  await window.screenshot({ path: 'test-results/shots/finding.png' })
  await window.getByTestId('mend').click()
  await expect(window.getByTestId('apply-planned')).toBeEnabled()
  await window.screenshot({ path: 'test-results/shots/mend.png' })
  expect(portal.double.admin.rows('core_module_data_access_data_access_apikey')).toHaveLength(grants + 1)
  await window.getByTestId('apply-planned').click()
  await expect(window.getByTestId('mend-dialog')).toContainText('It is mended.')
  expect(portal.double.admin.rows('core_module_data_access_data_access_apikey')).toHaveLength(grants)
  await window.getByTestId('close-plan').click()
  await expect(window.getByTestId('findings').getByText('Rights lead nowhere')).toHaveCount(0)
})
