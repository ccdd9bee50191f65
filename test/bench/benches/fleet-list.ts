import { gzipSync } from 'node:zlib'
import { ensureBuilt } from '../../support/build.ts'
import { below, type Bench, type Figure } from '../figure.ts'
import { openLargeFleet } from '../support/large-fleet.ts'
import { median, openBenchWindow, type BenchWindow } from '../support/window-page.ts'

const sites = 2_000
const loads = 7

/** From navigation until the first site is painted. */
async function untilPainted({ page, origin, inPage }: BenchWindow): Promise<number> {
  await page.goto('about:blank')
  await page.goto(`${origin}/#/fleet`, { waitUntil: 'commit' })
  return inPage<number>(`painted('Gemeinde Nummer')`)
}

/** What the first screen loads of JavaScript, as a server would send it. */
async function firstScreen(
  window: BenchWindow
): Promise<{ readonly bytes: number; readonly files: string[] }> {
  const bodies: Promise<{ name: string; bytes: number }>[] = []
  window.page.on('response', response => {
    if (!new URL(response.url()).pathname.endsWith('.js')) return
    const name = new URL(response.url()).pathname
    bodies.push(response.body().then(body => ({ name, bytes: gzipSync(body).length })))
  })
  await untilPainted(window)
  await window.page.waitForLoadState('networkidle')
  const files = await Promise.all(bodies)
  return { bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), files: files.map(({ name }) => name) }
}

async function inBrowser(window: BenchWindow): Promise<Figure[]> {
  const { bytes, files } = await firstScreen(window)
  const early = files.filter(name => /topology-page|run-page|runs-page|settings-page/.test(name))
  const times: number[] = []
  for (let load = 0; load < loads; load += 1) times.push(await untilPainted(window))
  return [
    below(`list of ${sites} sites, navigation to first paint`, median(times), 'ms', 700),
    below('JavaScript of the first screen, gzip', bytes / 1_000, 'kB', 350),
    below('graph, runs and settings loaded with it', early.length, 'files', 0)
  ]
}

/** The list of a large fleet, which no site has answered for yet; and what the first screen costs to load. */
export const fleetList: Bench = {
  name: 'fleet-list',
  async run() {
    await ensureBuilt()
    const fleet = await openLargeFleet({ sites })
    const window = await openBenchWindow(fleet.dataDirectory)
    try {
      return {
        figures: window ? await inBrowser(window) : [],
        how: `the built program with its web door, running; ${sites} sites that never answer. Median of ${loads} navigations of a browser that is open, its cache as it then is. JavaScript: every script that was fetched until the network was quiet, gzipped by itself.`
      }
    } finally {
      await window?.close()
      await fleet.close()
    }
  }
}
