import { setTimeout } from 'node:timers/promises'
import { chromium, type Browser } from '@playwright/test'
import { findChromium } from '../../support/chromium.ts'
import { ensureBuilt } from '../../support/build.ts'
import { below, type Bench, type Figure } from '../figure.ts'
import { findElectron, untilShownInElectron } from '../support/electron-start.ts'
import { openHundredSites, siteCount } from '../support/hundred-sites.ts'
import { startWebDoor } from '../support/web-door-process.ts'

const starts = 20
/** A busy machine gets fewer starts, rather than a bench without an end. */
const fewest = 5
const patienceMs = 60_000
const limitMs = 1000
const tabSettlesMs = 1_000

function median(times: readonly number[]): number {
  const sorted = times.toSorted((left, right) => left - right)
  return (
    ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) /
    2
  )
}

/** From the start of the process until the list of all sites has been answered. */
async function untilAnswered(dataDirectory: string): Promise<number> {
  const start = performance.now()
  const door = await startWebDoor(dataDirectory)
  await door.enter()
  const sites = await door.call<unknown[]>('sites.list', {})
  const took = performance.now() - start
  await door.end()
  if (sites.length !== siteCount) throw new Error(`There are ${sites.length} sites.`)
  return took
}

/** From the start of the process until a browser that is open already shows the first of them. */
async function untilShown(dataDirectory: string, browser: Browser): Promise<number> {
  const page = await browser.newPage()
  // Making a tab is not part of the start, and goes on for a while after it is there.
  await setTimeout(tabSettlesMs)
  const start = performance.now()
  const door = await startWebDoor(dataDirectory)
  await page.goto(door.url, { waitUntil: 'commit' })
  await page.getByText('Site 0', { exact: true }).first().waitFor()
  const took = performance.now() - start
  await page.close()
  await door.end()
  return took
}

async function times(measure: () => Promise<number>): Promise<number[]> {
  const taken: number[] = []
  const until = performance.now() + patienceMs
  while (taken.length < starts && (taken.length < fewest || performance.now() < until))
    taken.push(await measure())
  return taken
}

/** One way to start: how its figure is called, and what takes one time. */
interface Way {
  readonly name: string
  readonly measure: () => Promise<number>
}

function waysOf(dataDirectory: string, browser: Browser | null): Way[] {
  const electron = findElectron()
  return [
    { name: 'answered', measure: () => untilAnswered(dataDirectory) },
    ...(browser ? [{ name: 'shown in a browser', measure: () => untilShown(dataDirectory, browser) }] : []),
    ...(electron
      ? [{ name: 'shown in Electron', measure: () => untilShownInElectron(electron, dataDirectory) }]
      : [])
  ]
}

/** Issue 5, point 3: start-up with 100 sites in the web door and, where its binary is there, in Electron. */
export const startup: Bench = {
  name: 'startup',
  async run() {
    await ensureBuilt()
    const fleet = await openHundredSites()
    const executablePath = findChromium()
    const browser = executablePath ? await chromium.launch({ executablePath, args: ['--no-sandbox'] }) : null
    try {
      const figures: Figure[] = []
      const taken: number[] = []
      for (const { name, measure } of waysOf(fleet.dataDirectory, browser)) {
        const each = await times(measure)
        figures.push(below(`Start to the list of 100 sites, ${name}`, median(each), 'ms', limitMs))
        taken.push(each.length)
      }
      return {
        figures,
        how: `median of ${taken.join(' and ')} starts of the built program with its web door, key vault included; the browser was open already. Electron is started where its binary and a display are there.`
      }
    } finally {
      await browser?.close()
      await fleet.close()
    }
  }
}
