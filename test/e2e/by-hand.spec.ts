import { readFile } from 'node:fs/promises'
import { expect, test } from './fleet-fixture.ts'
import { TopologyPage } from './pages/topology.ts'

test('a step that REST cannot do is copied, saved, run on the database, and believed only once it is seen', async ({
  window,
  context,
  enrolSite
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const portal = await enrolSite('Portal', 2)
  const town = await enrolSite('Town', 2)
  const topology = new TopologyPage(window)
  const panel = window.getByTestId('plan-panel')
  const step = panel.locator('[data-step="publish-calendar"]')
  const targets = () => portal.double.admin.rows('module_calendar_host')

  await test.step('a replica of the calendar that shall be offered when an event is edited needs SQL', async () => {
    await topology.open()
    await expect(topology.card(portal.id)).toBeVisible()
    await topology.drag(portal.id, town.id)
    await topology.choose('calendar-event')
    await panel.getByTestId('publish').click()
    await window.getByTestId('make-plan').click()
    await expect(window.getByTestId('apply-plan')).toBeEnabled()
    await expect(step).toHaveAttribute('data-state', 'planned')
  })

  await test.step('when it is its turn, the workflow waits, and shows what to run', async () => {
    await window.getByTestId('apply-plan').click()
    await expect(panel.getByTestId('workflow-waiting')).toBeVisible({ timeout: 30_000 })
    await expect(step).toHaveAttribute('data-state', 'waiting')
    await expect(step.locator('pre')).toContainText('contrexx_module_calendar_host')
    expect(targets()).toEqual([])
  })

  const sql = await step.locator('pre').innerText()

  await test.step('it can be copied and saved, and no key is in it', async () => {
    await step.getByTestId('copy-sql').click()
    await expect(step.getByTestId('copy-sql')).toContainText('Copied')
    expect((await window.evaluate(() => navigator.clipboard.readText())).trim()).toBe(sql.trim())
    await step.getByTestId('save-sql').click()
    const path = /\S+\.sql/.exec(await step.getByRole('status').innerText())![0]
    const saved = await readFile(path, 'utf8')
    expect(saved).toContain(sql.trim())
    for (const { key } of [portal, town]) expect(saved).not.toContain(key)
  })

  await test.step('whoever says that it is done before it is so is told what is missing', async () => {
    await panel.getByTestId('check-sql').click()
    await expect(panel.getByTestId('workflow-waiting')).toContainText('publishing target', {
      timeout: 30_000
    })
    await expect(step).toHaveAttribute('data-state', 'waiting')
  })

  await test.step('once it was run, the rest follows', async () => {
    portal.double.admin.script(sql)
    await panel.getByTestId('check-sql').click()
    await expect(window.getByTestId('sync-after-apply')).toBeVisible({ timeout: 30_000 })
    expect(targets()).toHaveLength(1)
    await expect(topology.edge()).toHaveCount(1)
  })
})
