import { ownReplication } from '../integration/doctor/own-push.ts'
import { expect, test } from './fleet-fixture.ts'
import { TopologyPage } from './pages/topology.ts'

const rewriteRule = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'

test('a replication that was set up by hand is found, taken over by mouse, and is a link then', async ({
  window,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 5)
  const town = await enrolSite('Town', 0)
  const { hostId, syncId } = ownReplication(portal, town, 'RewriteRule', rewriteRule, {
    state: 2,
    host: new URL(town.double.url).host
  })
  const { sql, rows } = portal.double.admin
  sql({ update: 'core_module_sync_host_entity', set: { entity_id: '2' }, where: { host_id: hostId } })
  sql({ insert: 'core_module_sync_host_entity', row: { sync_id: syncId, host_id: hostId, entity_id: '4' } })
  const topology = new TopologyPage(window)
  const found = window.locator(`[data-found="${portal.id} ${town.id}"]`)
  await topology.open()

  await test.step('looking tells what is there, and writes nothing', async () => {
    for (const { double } of [portal, town]) double.log.clear()
    await expect(window.getByText('Do sites replicate already?')).toBeVisible()
    await window.getByTestId('discover').click()
    await expect(window.getByTestId('discovery-status')).toHaveText('1 replication found')
    await expect(found).toContainText('only 2, 4')
    await expect(found).toContainText('Cloudrexx collects changes in a queue')
    const methods = [portal, town].flatMap(({ double }) => double.log.requests.map(({ method }) => method))
    expect([...new Set(methods)].sort()).toEqual(['GET', 'OPTIONS'])
  })

  await test.step('it goes on in the panel that a drag opens, which has the focus', async () => {
    await found.getByTestId('take-over').click()
    const panel = window.getByTestId('plan-panel')
    await expect(panel.getByTestId('record-ids')).toHaveValue('2, 4')
    await expect(panel.getByTestId('model-RewriteRule')).toBeChecked()
    await expect(panel.getByRole('radio', { name: 'Queue' })).toBeChecked()
    await expect(window.getByTestId('discovery')).toHaveCount(0)
    await expect(panel).toBeFocused()
    await expect(topology.edge()).toHaveCount(1)
    expect(town.double.admin.rows('core_module_data_access_apikey')).toHaveLength(2)
  })

  await test.step('applied, it is a line of the graph, on the receiver that was there', async () => {
    await window.getByTestId('make-plan').click()
    await expect(window.getByTestId('apply-plan')).toBeEnabled()
    await window.getByTestId('apply-plan').click()
    await expect(window.getByTestId('sync-after-apply')).toBeVisible()
    expect(rows('core_module_sync_host')).toMatchObject([{ id: hostId }])
    await expect(topology.edge()).toHaveCount(1)
  })

  await test.step('only the chosen records arrive', async () => {
    await window.getByTestId('sync-after-apply').click()
    await expect.poll(() => town.double.admin.rows('core_rewrite_rule').length).toBe(2)
  })

  await test.step('the palette leads to it again, where it is a link now', async () => {
    await window.keyboard.press('Control+k')
    await window.getByTestId('palette-field').fill('existing replication')
    await window.keyboard.press('Enter')
    await expect(found).toContainText('Is a link already')
    await expect(found.getByTestId('take-over')).toHaveCount(0)
    await found.getByTestId('show-found-link').click()
    await expect(window.getByTestId('link-panel')).toContainText('only 2 records')
    await window.keyboard.press('Control+k')
    await window.getByTestId('palette-field').fill('existing replication')
    await window.keyboard.press('Enter')
    await expect(found).toBeVisible()
    await window.keyboard.press('Escape')
    await expect(window.getByTestId('discovery')).toHaveCount(0)
  })
})
