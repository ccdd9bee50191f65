import { expect, test } from './fleet-fixture.ts'
import { TopologyPage } from './pages/topology.ts'

test('several cards are chosen, moved together, acted on and let go, by mouse and by keyboard', async ({
  window,
  program,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 2)
  const town = await enrolSite('Town', 2)
  const lake = await enrolSite('Lake', 2)
  const ids = [portal.id, town.id, lake.id]
  for (const { id } of [town, lake]) await program.call('sites.update', { siteId: id, tags: ['oberland'] })
  const topology = new TopologyPage(window)
  await topology.open()
  await expect(topology.card(portal.id)).toBeVisible()
  const bar = window.getByTestId('bulk-bar')
  const kept = async (): Promise<Record<string, { x: number; y: number }>> =>
    (await program.call('topology.get', {})).positions

  await test.step('a frame drawn with Shift chooses what it touches', async () => {
    await topology.frame(ids)
    await expect(bar).toContainText('3 chosen')
    await expect(topology.node(lake.id)).toHaveAttribute('aria-label', 'Lake, chosen')
  })

  await test.step('a drag of one takes all along, and one undo brings all back', async () => {
    const before = await topology.spots(ids)
    await topology.move(town.id, 60, 90)
    await expect.poll(() => topology.way(before)).not.toEqual(['0 0'])
    expect(await topology.way(before)).toHaveLength(1)
    await expect.poll(async () => Object.keys(await kept()).length).toBe(3)
    await window.getByTestId('graph-undo').click()
    await expect.poll(() => topology.way(before)).toEqual(['0 0'])
    await expect.poll(kept).toEqual({})
    await expect(window.getByTestId('graph-undo')).toBeDisabled()
  })

  await test.step('all are asked together', async () => {
    await window.getByTestId('bulk-check').click()
    await expect(window.getByRole('dialog')).toContainText('Checking sites')
    await window.keyboard.press('Escape')
    await expect(bar).toContainText('3 chosen')
  })

  await test.step('Escape lets all go, and Shift with a click chooses again', async () => {
    await window.keyboard.press('Escape')
    await expect(bar).toHaveCount(0)
    for (const id of [portal.id, lake.id]) await topology.card(id).click({ modifiers: ['Shift'] })
    await expect(bar).toContainText('2 chosen')
    await topology.card(portal.id).click({ modifiers: ['Shift'] })
    await expect(bar).toContainText('1 chosen')
  })

  await test.step('the keyboard chooses and moves as well, in one step until Shift is let go', async () => {
    const before = await topology.spots([town.id, lake.id])
    await topology.node(town.id).focus()
    await window.keyboard.press('Shift+Space')
    await expect(bar).toContainText('2 chosen')
    await window.keyboard.down('Shift')
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await window.keyboard.press(key)
    expect(await kept()).toEqual({})
    await window.keyboard.up('Shift')
    await expect.poll(() => topology.way(before)).toEqual(['20 40'])
    await window.keyboard.press('Control+z')
    await expect.poll(() => topology.way(before)).toEqual(['0 0'])
    await window.keyboard.press('Control+a')
    await expect(bar).toContainText('3 chosen')
    await window.keyboard.press('Escape')
  })

  await test.step('a group’s frame moves its cards, by its head and by its keys', async () => {
    await window.getByTestId('group-by-tag').click()
    const head = window.getByTestId('collapse-oberland')
    await expect(head).toBeVisible()
    const before = await topology.spots([town.id, lake.id])
    const stays = await topology.spots([portal.id])
    const box = await topology.atRest(head)
    await window.mouse.move(box.x + 20, box.y + 8)
    await window.mouse.down()
    await window.mouse.move(box.x + 60, box.y + 48, { steps: 5 })
    await window.mouse.up()
    await expect.poll(async () => Object.keys(await kept())).toHaveLength(2)
    expect(await topology.way(before)).toHaveLength(1)
    expect(await topology.way(before)).not.toEqual(['0 0'])
    expect(await topology.way(stays)).toEqual(['0 0'])
    await expect(topology.card(town.id)).toBeVisible()
    await window.getByTestId('graph-undo').click()
    await expect.poll(() => topology.way(before)).toEqual(['0 0'])
    await head.focus()
    await window.keyboard.press('Shift+ArrowLeft')
    await expect.poll(() => topology.way(before)).toEqual(['-20 0'])
  })
})
