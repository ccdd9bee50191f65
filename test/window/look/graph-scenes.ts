import type { Page } from '@playwright/test'
import { nothingFound } from '../fake-discovery.ts'
import type { Scene } from './scenes.ts'

/** A frame with Shift from one point of the graph to another; `hold`: it is still being drawn. */
async function frameCards(page: Page, hold = false): Promise<void> {
  await page.locator('.vue-flow__node').first().waitFor()
  const pane = (await page.locator('.vue-flow__pane').boundingBox())!
  await page.keyboard.down('Shift')
  await page.mouse.move(pane.x + 12, pane.y + 60)
  await page.mouse.down()
  await page.mouse.move(pane.x + 80, pane.y + 200, { steps: 3 })
  await page.mouse.move(pane.x + pane.width * 0.55, pane.y + pane.height * 0.55, { steps: 4 })
  if (hold) return
  await page.mouse.up()
  await page.keyboard.up('Shift')
}

const foundCard = (page: Page): Promise<void> => page.locator('[data-found]').first().waitFor()

/** Several cards at once, and what the sites replicate already. */
export const graphScenes: readonly Scene[] = [
  { name: 'discovery', path: '/topology?discover', act: foundCard },
  { name: 'discovery-long', path: '/topology?discover', options: { long: true }, act: foundCard },
  {
    name: 'discovery-left-out',
    path: '/topology?discover',
    act: page => page.getByTestId('strangers').scrollIntoViewIfNeeded()
  },
  { name: 'discovery-looking', path: '/topology?discover', options: { silent: ['links.discover'] } },
  { name: 'discovery-none', path: '/topology?discover', options: { found: nothingFound } },
  {
    name: 'discovery-plan',
    path: '/topology?discover',
    act: async page => {
      await page.locator('[data-found="vorlagen spiez"]').getByTestId('take-over').click()
      await page.getByTestId('record-ids').waitFor()
    }
  },
  { name: 'graph-chosen', path: '/topology', act: page => frameCards(page) },
  { name: 'graph-frame', path: '/topology', act: page => frameCards(page, true) }
]
