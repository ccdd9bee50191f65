/** A real Chromium on the web door of the built program, with eyes for frames and for tasks that hold the window up. */
import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findChromium } from '../../support/chromium.ts'
import { startWebDoor } from './web-door-process.ts'

/** Frame times while something goes on, in milliseconds, and the longest task meanwhile (0: none of 50 ms). */
export interface Frames {
  readonly median: number
  readonly longest: number
}

export interface BenchWindow {
  readonly page: Page
  readonly origin: string
  /** Calls what in-page/in-page.ts offers. */
  inPage<T>(expression: string): Promise<T>
  /** Elements in the document. */
  elements(): Promise<number>
  /** Live JavaScript heap in MB, garbage collected. */
  heap(): Promise<number>
  watch(act: () => Promise<void>): Promise<Frames>
  close(): Promise<void>
}

export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0
}

async function inPageScript(): Promise<string> {
  const source = await readFile(join(import.meta.dirname, '../in-page/in-page.ts'), 'utf8')
  // A script of the page, not a module.
  return `{${stripTypeScriptTypes(source).replace('export {}', '')}}`
}

/** Null where there is no browser. Software rendering, the usual window. */
export async function openBenchWindow(dataDirectory: string): Promise<BenchWindow | null> {
  const executablePath = findChromium()
  if (!executablePath) return null
  const door = await startWebDoor(dataDirectory)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  page.setDefaultTimeout(120_000)
  await page.addInitScript({ content: await inPageScript() })
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  // The launch link is good once; from now on its cookie counts.
  await page.goto(door.url)
  await page.getByTestId('nav-topology').waitFor()
  const inPage = <T>(expression: string): Promise<T> => page.evaluate<T>(`bench.${expression}`)
  return {
    page,
    origin: door.origin,
    inPage,
    elements: () => page.locator('*').count(),
    async heap() {
      await session.send('HeapProfiler.collectGarbage')
      const { metrics } = await session.send('Performance.getMetrics')
      return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 2 ** 20
    },
    async watch(act) {
      await inPage('startFrames()')
      await act()
      return inPage<Frames>('endFrames()')
    },
    async close() {
      await browser.close()
      await door.end()
    }
  }
}
