/** How a graph is looked at: from far and near, where somebody is needed, and what a drag says on its way. */
import type { Page } from '@playwright/test'
import { expect, test } from './fleet-fixture.ts'
import { linkUp } from './linked.ts'
import { TopologyPage } from './pages/topology.ts'

async function zoomTo(window: Page, fits: (percent: number) => boolean, way: 1 | -1): Promise<void> {
  const shown = async (): Promise<number> =>
    Number.parseInt(await window.locator('.canvas-zoom').innerText(), 10)
  await window.mouse.move(500, 420)
  for (let turn = 0; turn < 60 && !fits(await shown()); turn += 1) {
    await window.mouse.wheel(0, way * 40)
    await window.waitForTimeout(40)
  }
  expect(fits(await shown())).toBe(true)
}

test('cards get plain from afar, a map shows the rest, and one click leads to what needs somebody', async ({
  window,
  program,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 1)
  const town = await enrolSite('Town', 1)
  await linkUp(program, portal.id, town.id)
  const topology = new TopologyPage(window)
  await topology.open()
  await expect(topology.card(town.id)).toContainText(new URL(town.double.url).host)
  await expect(window.locator('.link-chip')).toContainText('RewriteRule')
  await expect(window.getByTestId('zoom-to-problems')).toBeDisabled()

  await test.step('below 60 % a card is its name and its state, and a chip its sign', async () => {
    await zoomTo(window, percent => percent < 58, 1)
    await expect(topology.card(town.id)).toHaveClass(/plain/)
    await expect(topology.card(town.id)).toContainText('Town')
    await expect(topology.card(town.id)).not.toContainText(new URL(town.double.url).host)
    await expect(window.locator('.link-chip')).not.toContainText('RewriteRule')
    await expect(window.locator('.link-chip')).toHaveAttribute('title', /RewriteRule, Not compared, Compare/)
  })

  await test.step('farther still it is a block', async () => {
    await zoomTo(window, percent => percent < 33, 1)
    await expect(topology.card(town.id)).toHaveClass(/block/)
    await expect(topology.card(town.id)).not.toContainText('Town')
  })

  await test.step('near by, a map shows what is out of sight, and a press on it leads there', async () => {
    await window.getByTestId('fit').click()
    await expect(window.getByTestId('minimap')).toHaveCount(0)
    await zoomTo(window, percent => percent > 140, -1)
    await window.mouse.move(120, 640)
    await window.mouse.down()
    await window.mouse.move(760, 660, { steps: 6 })
    await window.mouse.up()
    const map = (await window.getByTestId('minimap').boundingBox())!
    const before = await window.locator('.vue-flow__transformationpane').getAttribute('style')
    await window.mouse.click(map.x + 8, map.y + map.height / 2)
    await expect
      .poll(() => window.locator('.vue-flow__transformationpane').getAttribute('style'))
      .not.toBe(before)
  })

  await test.step('a site that refuses its key is a problem, and is shown with one click', async () => {
    town.double.faults.add({ kind: 'status', status: 403, match: {}, times: 50 })
    await program.call('sites.check', {})
    await expect(window.getByTestId('zoom-to-problems')).toContainText('1')
    await window.getByTestId('zoom-to-problems').click()
    await expect(topology.card(town.id)).toBeInViewport()
    await expect(topology.card(town.id)).toContainText('Refused')
  })
})

test('a drag says what a drop would do, why another may not be one, and ends with Escape', async ({
  window,
  program,
  startSite,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 1)
  const town = await enrolSite('Town', 1)
  const address = (await startSite('Lake', 1)).double.url
  const lake = await program.call('sites.add', { name: 'Lake', address, key: 'new' })
  const topology = new TopologyPage(window)
  await topology.open()
  await expect(topology.card(lake.id)).toBeVisible()
  const hint = window.getByTestId('drag-hint')
  const middle = async (id: string): Promise<[number, number]> => {
    const box = (await topology.card(id).boundingBox())!
    return [box.x + box.width / 2, box.y + box.height / 2]
  }
  const disc = (await topology.disc(portal.id).boundingBox())!
  await window.mouse.move(disc.x + disc.width / 2, disc.y + disc.height / 2)
  await window.mouse.down()
  await window.mouse.move(disc.x + 60, disc.y + 24, { steps: 4 })

  await expect(topology.card(town.id)).toHaveClass(/lit/)
  await expect(topology.card(lake.id)).toHaveClass(/dimmed/)
  await expect(topology.card(lake.id)).toHaveAttribute('aria-disabled', 'true')
  await expect(topology.card(lake.id).locator('.card-why')).toContainText('Not enrolled yet')

  await window.mouse.move(...(await middle(lake.id)), { steps: 6 })
  await expect(hint).toHaveClass(/refused/)
  await expect(hint).toContainText('Not enrolled yet')

  await window.mouse.move(...(await middle(town.id)), { steps: 6 })
  await expect(hint).toContainText(/Replicates RewriteRule/)
  await expect(hint).toContainText('from Portal to Town')
  await window.keyboard.down('Shift')
  await expect(hint).toContainText('both ways')
  await window.keyboard.up('Shift')
  await expect(hint).not.toContainText('both ways')

  await window.keyboard.press('Escape')
  await expect(hint).toHaveCount(0)
  await window.mouse.up()
  await expect(window.getByTestId('plan-panel')).toHaveCount(0)
  await expect(topology.card(town.id)).not.toHaveClass(/lit|over/)
})
