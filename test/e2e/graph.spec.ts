import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fleet-fixture.ts'
import { TopologyPage } from './pages/topology.ts'

/** The link that is being planned is staged, with whatever models it begins with. */
async function stage(window: Page): Promise<void> {
  await window.getByTestId('make-plan').click()
  await expect(window.getByTestId('apply-plan')).toBeEnabled()
}

test('a graph is arranged, undone, grouped, searched and saved as a picture', async ({
  window,
  program,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 2)
  const town = await enrolSite('Town', 2)
  const lake = await enrolSite('Lake', 2)
  for (const { id } of [town, lake]) await program.call('sites.update', { siteId: id, tags: ['oberland'] })
  const topology = new TopologyPage(window)
  await topology.open()
  await expect(topology.card(portal.id)).toBeVisible()

  await test.step('a card that was moved goes back, and forth again', async () => {
    const before = await topology.place(town.id)
    await topology.move(town.id, 90, 130)
    // Dropped, it stands on whole points; on the way it does not.
    const dropped = async (): Promise<boolean> => {
      const at = await topology.place(town.id)
      return at !== before && /^translate\(-?\d+px, -?\d+px\)$/.test(at)
    }
    await expect.poll(dropped).toBe(true)
    const after = await topology.place(town.id)
    await window.getByTestId('graph-undo').click()
    await expect.poll(() => topology.place(town.id)).toEqual(before)
    await window.keyboard.press('Control+Shift+Z')
    await expect.poll(() => topology.place(town.id)).toEqual(after)
    await window.getByTestId('tidy-up').click()
    await expect.poll(() => topology.place(town.id)).not.toEqual(after)
  })

  await test.step('sites of a tag stand together, and become one card', async () => {
    await window.getByTestId('group-by-tag').click()
    await window.getByTestId('collapse-oberland').click()
    await expect(window.getByTestId('group-card-oberland')).toContainText('2 sites')
    await expect(topology.card(town.id)).toHaveCount(0)
    await window.getByTestId('group-card-oberland').click()
    await expect(topology.card(town.id)).toBeVisible()
    await window.getByTestId('group-by-tag').click()
    await expect(window.getByTestId('collapse-oberland')).toHaveCount(0)
  })

  await test.step('a search dims the rest', async () => {
    await window.getByTestId('graph-search-open').click()
    await window.getByTestId('graph-search').fill('lak')
    await expect(topology.card(portal.id)).toHaveClass(/faded/)
    await expect(topology.card(lake.id)).not.toHaveClass(/faded/)
    await window.getByTestId('graph-search').press('Escape')
    await expect(topology.card(portal.id)).not.toHaveClass(/faded/)
  })

  await test.step('the picture holds all of it, and no key', async () => {
    for (const kind of ['svg', 'png'] as const) {
      await window.getByTestId('export-graph').click()
      const [download] = await Promise.all([
        window.waitForEvent('download'),
        window.getByTestId(`export-${kind}`).click()
      ])
      expect(download.suggestedFilename()).toMatch(new RegExp(`^topology-.*\\.${kind}$`))
      const bytes = await readFile(await download.path())
      if (kind === 'png') expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
      else {
        const svg = bytes.toString('utf8')
        for (const { double } of [portal, town, lake]) expect(svg).toContain(new URL(double.url).host)
        for (const name of ['Portal', 'Town', 'Lake']) expect(svg).toContain(`>${name}</text>`)
        for (const { key } of [portal, town, lake]) expect(svg).not.toContain(key)
      }
    }
  })
})

test('links are staged by keyboard and by dialog, discarded, brought back and applied together', async ({
  window,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 2)
  const town = await enrolSite('Town', 2)
  const lake = await enrolSite('Lake', 2)
  const topology = new TopologyPage(window)
  await topology.open()
  await expect(topology.card(portal.id)).toBeVisible()

  await test.step('Tab leads to a card, an arrow to the next, and L begins a link', async () => {
    const node = (id: string) => window.locator(`.vue-flow__node[data-id="${id}"]`)
    await node(portal.id).focus()
    await window.keyboard.press('ArrowRight')
    await expect(node(portal.id)).not.toBeFocused()
    await window.keyboard.press('ArrowLeft')
    await expect(node(portal.id)).toBeFocused()
    await window.keyboard.press('l')
    await expect(window.getByTestId('targets-panel').getByRole('combobox')).toBeFocused()
    await window.keyboard.type('Town')
    await window.keyboard.press('Enter')
    await expect(window.getByTestId('plan-panel')).toBeFocused()
    await stage(window)
  })

  await test.step('the dialog does the same', async () => {
    await window.getByTestId('link-dialog-open').click()
    await window.getByTestId('link-from').selectOption(portal.id)
    await window.getByTestId('link-to').selectOption(lake.id)
    await window.getByTestId('link-dialog-go').click()
    await stage(window)
    await window.getByTestId('plan-panel').getByRole('button', { name: 'Keep staged' }).click()
  })

  await test.step('both are dashed, nothing is written, and both can be thrown away and brought back', async () => {
    await expect(window.getByTestId('staged-bar')).toContainText('2 links staged')
    await expect(window.locator('.edge-dashed')).toHaveCount(2)
    expect(town.double.admin.rows('core_module_data_access_apikey')).toHaveLength(1)
    await window.getByTestId('discard-all').click()
    await expect(topology.edge()).toHaveCount(0)
    await window.keyboard.press('Control+z')
    await expect(window.getByTestId('staged-bar')).toContainText('2 links staged')
  })

  await test.step('one click sets up both', async () => {
    await window.getByTestId('apply-all').click()
    await expect(window.getByTestId('staged-bar')).toHaveCount(0)
    // Two links are set up on three sites meanwhile.
    await expect(window.locator('.edge-dashed')).toHaveCount(0, { timeout: 30_000 })
    await expect(topology.edge()).toHaveCount(2)
    for (const { double } of [town, lake])
      expect(double.admin.rows('core_module_data_access_apikey')).toHaveLength(2)
    await expect(window.getByTestId('graph-undo')).toBeDisabled()
  })
})

test('a drop on the other card’s disc replicates both ways', async ({ window, enrolSite }) => {
  const portal = await enrolSite('Portal', 2)
  const town = await enrolSite('Town', 2)
  const topology = new TopologyPage(window)
  await topology.open()
  await expect(topology.card(portal.id)).toBeVisible()
  const [from, to] = [topology.disc(portal.id), topology.disc(town.id)]
  const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!]
  await window.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await window.mouse.down()
  await window.mouse.move(start.x + 40, start.y + 10, { steps: 4 })
  await window.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 })
  await expect(window.getByTestId('drag-hint')).toContainText('both ways')
  await window.mouse.up()
  const panel = window.getByTestId('plan-panel')
  await expect(panel.getByRole('switch')).toBeChecked()
  await topology.choose('RewriteRule')
  await stage(window)
  await window.getByTestId('apply-plan').click()
  await expect(window.getByTestId('sync-after-apply')).toBeVisible()
  await expect(topology.edge()).toHaveCount(1)
  await expect(window.locator('.edge.both')).toHaveCount(1)
})
