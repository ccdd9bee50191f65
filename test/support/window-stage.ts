/** The built window on a made-up program: every page as people see it, without sites, and the same each time. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, resolve } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { build } from 'vite'
import { root, windowFiles } from './build.ts'

export interface Stage {
  readonly url: string
  /** The made-up program, as a script that the page runs before its own. */
  readonly program: string
  close(): void
}

export interface Look {
  readonly width: 1024 | 1280 | 1920
  readonly theme: 'light' | 'dark'
  readonly language: 'en' | 'de'
}

export const heights = { 1024: 768, 1280: 800, 1920: 1080 } as const
/** Nothing moves on: ages and times on the pages are the same in each picture. */
const now = new Date('2026-03-12T14:05:00Z')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2'
}

async function programScript(): Promise<string> {
  const entry = resolve(root, 'test/window/fake-program.ts')
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@contract': resolve(root, 'src-main/contract') } },
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'fake' } }
  })
  const first = Array.isArray(result) ? result[0] : result
  if (!first || !('output' in first)) throw new Error('the made-up program could not be built')
  return first.output[0].code
}

export async function openStage(): Promise<Stage> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    const file = join(windowFiles, path === '/' ? 'index.html' : path)
    try {
      const body = readFileSync(file)
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  const program = await programScript()
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, program, close: () => void server.close() }
}

/** A page of the window, with its program's options; `complain` hears what it says on the console. */
export async function openWindow(
  browser: Browser,
  stage: Stage,
  { width, theme, language }: Look,
  { path, options = {} }: { readonly path: string; readonly options?: object },
  complain: (text: string) => void
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: heights[width] },
    locale: language === 'de' ? 'de-CH' : 'en-GB',
    timezoneId: 'Europe/Zurich',
    colorScheme: theme,
    reducedMotion: 'reduce'
  })
  const page = await context.newPage()
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complain(message.text())
  })
  page.on('pageerror', error => complain(error.stack ?? error.message))
  await page.clock.setFixedTime(now)
  await page.addInitScript({
    content: `${stage.program}; window.rexxfleet = (fake.fakeProgram ?? fake)(${JSON.stringify(options)})`
  })
  await page.goto(`${stage.url}#${path}`)
  return page
}
