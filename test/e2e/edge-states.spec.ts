/** What an edge says of its link, by colour, shape, icon and word, as the program tells it of real sites. */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fleet-fixture.ts'
import { linkUp, refuseOnce, sync } from './linked.ts'
import { TopologyPage } from './pages/topology.ts'

/** The words of a link's chip; its own, since other links have theirs. */
const chip = (window: Page, to: string): Locator => window.locator('.link-chip').filter({ hasText: to })
const line = (window: Page, linkId: string): Locator =>
  window.locator(`.vue-flow__edge[data-id="${linkId}"] .edge`)

test('a link that compares is not compared, in step, drifted, at work, paused and failed', async ({
  window,
  program,
  enrolSite
}) => {
  test.slow()
  const portal = await enrolSite('Portal', 40)
  const town = await enrolSite('Town', 0)
  const linkId = await linkUp(program, portal.id, town.id)
  const topology = new TopologyPage(window)
  await topology.open()
  const says = async (word: RegExp, ...classes: RegExp[]): Promise<void> => {
    await expect(chip(window, 'compare')).toContainText(word)
    for (const one of classes) await expect(line(window, linkId)).toHaveClass(one)
    // A screen reader hears direction, models and state in one name.
    await expect(window.getByTestId(`edge-${linkId}`)).toHaveAttribute(
      'aria-label',
      new RegExp(`Portal to Town, RewriteRule, .*${word.source}`)
    )
  }

  await says(/Not compared/, /edge-idle/, /edge-faint/)
  await sync(program, linkId)
  await says(/In step/, /edge-ok/, /edge-thin/)

  await test.step('drift, with its count', async () => {
    for (const id of [1, 2, 3])
      portal.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 90 + id }, where: { id } })
    await topology.edge().first().click({ force: true })
    await window.getByTestId('check-drift').click()
    await says(/Drift 3/, /edge-warn/, /edge-slashed/)
  })

  await test.step('failed', async () => {
    portal.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 5 }, where: { id: 2 } })
    refuseOnce(town, 2)
    await sync(program, linkId)
    await says(/Failed/, /edge-bad/, /edge-broken/)
  })

  await test.step('at work, with its share, and paused', async () => {
    portal.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 77 }, where: {} })
    town.double.faults.latency(700)
    await window.getByTestId('sync-now').click()
    await says(/[1-9]\d? %/, /edge-run/, /edge-progress/)
    const [run] = await program.call('runs.list', { linkId })
    await program.call('runs.pause', { runId: run!.id })
    await says(/Paused/, /edge-idle/, /edge-dotted/)
    town.double.faults.latency(0)
    await program.call('runs.resume', { runId: run!.id })
    await says(/In step/, /edge-ok/, /edge-thin/)
  })
})

test('a link whose changes are queued says how many wait, once its primary was checked', async ({
  window,
  program,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 4)
  const town = await enrolSite('Town', 0)
  const linkId = await linkUp(program, portal.id, town.id, { delivery: 'queue' })
  await sync(program, linkId)
  const topology = new TopologyPage(window)
  await topology.open()
  await expect(chip(window, 'In step')).toBeVisible()
  for (const id of [1, 3])
    await portal.double.admin.edit({
      operation: 'update',
      model: 'RewriteRule',
      id,
      fields: { orderNo: 40 + id }
    })
  const n = portal.double.admin.rows('core_module_sync_change').length
  expect(n).toBeGreaterThan(0)

  await topology.card(portal.id).click({ modifiers: ['Shift'] })
  await window.getByTestId('bulk-check').click()
  await expect(window.getByTestId('bulk-results')).toContainText('1 of 1')
  await window.getByTestId('close-bulk').click()
  await expect(window.getByTestId('bulk-results')).toBeHidden()
  await expect(chip(window, `Queue ${n}`)).toBeVisible()
  await expect(line(window, linkId)).toHaveClass(/edge-warn/)
  await expect(line(window, linkId)).toHaveClass(/edge-beads/)

  await chip(window, `Queue ${n}`).click()
  const queue = window.getByTestId('link-queue')
  await expect(queue).toContainText(`${n}`)
  await queue.getByTestId('queue-deliver').click()
  await expect(chip(window, 'In step')).toBeVisible({ timeout: 20_000 })
  expect(portal.double.admin.rows('core_module_sync_change')).toHaveLength(0)
})
