import { ensureBuilt } from '../../support/build.ts'
import { below, type Bench, type Figure } from '../figure.ts'
import { openLargeFleet } from '../support/large-fleet.ts'
import { openBenchWindow, type BenchWindow } from '../support/window-page.ts'

const items = 100_000

async function inBrowser(window: BenchWindow, runId: string): Promise<Figure[]> {
  const { page } = window
  await page.goto(`${window.origin}/#/runs/${runId}`)
  const row = page.locator('[data-row="3"]')
  await row.waitFor()
  const box = (await row.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const { median } = await window.watch(async () => {
    for (let turn = 0; turn < 120; turn += 1) {
      await page.mouse.wheel(0, turn < 90 ? 900 : -1_400)
      await page.waitForTimeout(16)
    }
  })
  return [below(`table of ${items} items, scrolled: median frame`, median, 'ms', 33)]
}

/** The items of a large run. */
export const runsTable: Bench = {
  name: 'runs-table',
  async run() {
    await ensureBuilt()
    const fleet = await openLargeFleet({ sites: 10, links: 5, items })
    const window = await openBenchWindow(fleet.dataDirectory)
    try {
      return {
        figures: window ? await inBrowser(window, fleet.runId) : [],
        how: `the built program with its web door, Chromium with software rendering, 1280 × 800; the wheel turned for some three seconds, 90 pages down and back up.`
      }
    } finally {
      await window?.close()
      await fleet.close()
    }
  }
}
