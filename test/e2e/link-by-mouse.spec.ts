import { expect, test } from './fleet-fixture.ts'
import { TopologyPage } from './pages/topology.ts'

test('two sites are linked by one drag, synced, and taken apart again', async ({ window, enrolSite }) => {
  const portal = await enrolSite('Portal', 12)
  const town = await enrolSite('Town', 3)
  const topology = new TopologyPage(window)
  await topology.open()

  await test.step('the drag lights the target, and the drop opens a plan', async () => {
    await expect(topology.card(portal.id)).toBeVisible()
    await topology.drag(portal.id, town.id, async () => {
      await expect(topology.card(town.id)).toHaveClass(/over/)
      await window.screenshot({ path: 'test-results/shots/dragging.png' })
    })
    await expect(window.getByTestId('plan-panel')).toBeVisible()
  })

  await test.step('the plan writes nothing', async () => {
    await topology.choose('RewriteRule')
    await window.getByTestId('make-plan').click()
    await expect(window.getByTestId('apply-plan')).toBeEnabled()
    await window.screenshot({ path: 'test-results/shots/planned.png' })
    expect(town.double.admin.rows('core_module_data_access_apikey')).toHaveLength(1)
  })

  await test.step('apply shows each step, and the edge appears', async () => {
    await window.getByTestId('apply-plan').click()
    await expect(window.getByTestId('sync-after-apply')).toBeVisible()
    await expect(topology.edge()).toHaveCount(1)
    expect(town.double.admin.rows('core_module_data_access_apikey')).toHaveLength(2)
    await window.screenshot({ path: 'test-results/shots/applied.png' })
  })

  await test.step('the first sync sends all twelve', async () => {
    await window.getByTestId('sync-after-apply').click()
    await expect.poll(() => town.double.admin.rows('core_rewrite_rule').length).toBe(15)
    await window.getByTestId('nav-runs').click()
    await expect(window.getByTitle(/12/).first()).toBeVisible()
    await window.screenshot({ path: 'test-results/shots/runs.png' })
  })

  await test.step('the deregistration asks for the replica’s name, and leaves its own three', async () => {
    await topology.open()
    await topology.edge().first().click({ force: true })
    await expect(window.getByTestId('link-panel')).toBeVisible()
    await window.screenshot({ path: 'test-results/shots/link.png' })
    await window.getByTestId('deregister').click()
    const dialog = window.getByTestId('deregister-dialog')
    await expect(dialog.getByTestId('flush-counts')).toBeVisible()
    await window.screenshot({ path: 'test-results/shots/deregister.png' })
    await expect(dialog.getByTestId('confirm-deregister')).toBeDisabled()
    await dialog.getByTestId('confirm-name').fill('Town')
    await dialog.getByTestId('confirm-deregister').click()
    await expect.poll(() => town.double.admin.rows('core_rewrite_rule').length).toBe(3)
    await dialog.getByTestId('close-deregister').click()
    await expect(topology.edge()).toHaveCount(0)
  })
})
