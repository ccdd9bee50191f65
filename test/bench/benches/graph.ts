import type { Page } from '@playwright/test'
import { tierLayout } from '../../../src-renderer/src/features/topology/tier-layout.ts'
import { ensureBuilt } from '../../support/build.ts'
import { below, type Bench, type Figure } from '../figure.ts'
import { openLargeFleet } from '../support/large-fleet.ts'
import { median, openBenchWindow, type BenchWindow } from '../support/window-page.ts'

const sites = 800
const links = 1_500
const eventsASecond = 50

/** The layout by itself, without a browser: the median of ten. */
function layoutTime(): number {
  const ids = Array.from({ length: sites }, (_, at) => `s${at}`)
  const edges = Array.from({ length: links }, (_, at) => ({
    from: `s${(at * 7) % 200}`,
    to: `s${200 + ((at * 13) % 600)}`
  }))
  const tagOf = new Map(ids.map((id, at) => [id, `region-${at % 12}`]))
  const times = Array.from({ length: 10 }, () => {
    const start = performance.now()
    tierLayout(ids, edges, { column: 368, row: 150 }, { of: tagOf, gap: 56 })
    return performance.now() - start
  })
  return median(times)
}

/** From the arrival of the data to a graph that can be used: drawn, and with a card that takes the focus. */
async function untilUsable({ page, inPage }: BenchWindow): Promise<number> {
  const usable = inPage<number>('graphUsable()')
  await page.getByTestId('nav-topology').click()
  return (await usable) - (await inPage<number>(`arrived('topology.get')`))
}

async function zoomTo(page: Page, wanted: number): Promise<void> {
  const shown = async (): Promise<number> =>
    Number.parseInt(await page.locator('.canvas-zoom').innerText(), 10)
  for (let turn = 0; turn < 80; turn += 1) {
    const now = await shown()
    if (Math.abs(now - wanted) <= Math.max(2, wanted * 0.12)) break
    await page.mouse.wheel(0, now < wanted ? -40 : 40)
    await page.waitForTimeout(40)
  }
  await page.waitForTimeout(900)
}

async function panAndZoom(page: Page): Promise<void> {
  const { mouse } = page
  await mouse.move(500, 400)
  for (let turn = 0; turn < 30; turn += 1) await mouse.wheel(0, turn < 15 ? -30 : 30)
  for (const way of [1, -1]) {
    await mouse.move(500, 400)
    await mouse.down()
    for (let step = 1; step <= 30; step += 1) await mouse.move(500 + way * step * 9, 400 + way * step * 4)
    await mouse.up()
  }
}

/** From the press on a card's disc to the first target that is lit. */
async function untilLit({ page, inPage }: BenchWindow): Promise<number> {
  const disc = await inPage<{ x: number; y: number } | null>('disc()')
  if (!disc) throw new Error('No card can be dragged from.')
  const lit = inPage<number>('lit()')
  await page.mouse.move(disc.x, disc.y)
  await page.mouse.down()
  await page.mouse.move(disc.x + 40, disc.y + 12, { steps: 3 })
  const took = await lit
  await page.keyboard.press('Escape')
  await page.mouse.up()
  return took
}

async function inBrowser(window: BenchWindow): Promise<Figure[]> {
  const { page } = window
  const usable = await untilUsable(window)
  const elements: number[] = []
  const heaps: number[] = []
  const frames: number[] = []
  const tasks: number[] = []
  const take = async (): Promise<void> => {
    elements.push(await window.elements())
    heaps.push(await window.heap())
  }
  await page.waitForTimeout(1_000)
  await take()
  await window.inPage(`reportRun('link0003', ${eventsASecond})`)
  await page.mouse.move(500, 400)
  for (const zoom of [10, 42, 64, 100]) {
    await zoomTo(page, zoom)
    await take()
    const { median: frame, longest } = await window.watch(() => panAndZoom(page))
    frames.push(frame)
    tasks.push(longest)
    await page.waitForTimeout(700)
  }
  await window.inPage('endReport()')
  // A card in the middle, to be dragged from.
  await page.evaluate(`location.hash = '#/topology?site=site0400'`)
  await page.waitForTimeout(1_500)
  const lit = await untilLit(window)
  const { longest: laidOut } = await window.watch(async () => {
    await page.getByTestId('group-by-tag').click()
    await page.waitForTimeout(1_500)
  })
  return [
    below(`graph of ${sites} sites and ${links} links, from data to usable`, usable / 1_000, 's', 1.8),
    below('its heap, at its largest', Math.max(...heaps), 'MB', 220),
    below('its DOM nodes, at the zoom with the most', Math.max(...elements), 'nodes', 14_000),
    below('pan and zoom on it, median frame at the slowest zoom', Math.max(...frames), 'ms', 33),
    below('pan and zoom on it, longest task', Math.max(...tasks), 'ms', 100),
    below('drag start to lit targets', lit, 'ms', 100),
    below('laid out anew in the window, longest task', laidOut, 'ms', 50)
  ]
}

/** The graph of a large fleet, as large as one agency may have. */
export const graph: Bench = {
  name: 'graph',
  async run() {
    await ensureBuilt()
    const figures = [below('layout of it', layoutTime(), 'ms', 300)]
    const fleet = await openLargeFleet({ sites, links })
    const window = await openBenchWindow(fleet.dataDirectory)
    try {
      if (window) figures.unshift(...(await inBrowser(window)))
    } finally {
      await window?.close()
      await fleet.close()
    }
    return {
      figures,
      how: `the built program with its web door, Chromium with software rendering, 1280 × 800. Usable: the graph is drawn and a card takes the focus, counted from the last byte of topology.get. DOM nodes, heap and frames at 10, 42, 64 and 100 % zoom, while the window is told of a run ${eventsASecond} times a second. Tasks under 50 ms count as 0. Layout: grouped by 12 tags, median of ten in Node.`
    }
  }
}
