/**
 * The window in a real Chromium, with the built preload script and the built main bundle behind it; only Electron itself is a stand-in.
 * Proves that the page lives under its policy, and that calls and events cross both bridges.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { preloadBundle } from '../../support/build.ts'
import { openStage, type Stage } from '../../support/standin/stage.ts'

/** Chromium knows no app:// scheme: its pages come through a made-up https origin. */
const origin = 'https://rexxfleet.test/'
let folder: string
let stage: Stage

test.beforeEach(async ({ page }) => {
  folder = mkdtempSync(join(tmpdir(), 'rexxfleet-standin-'))
  stage = openStage({ dataDirectory: folder })
  await stage.until(look => look.windows.length === 1)
  await page.route(`${origin}**`, async route => {
    const path = new URL(route.request().url()).pathname
    await route.fulfill(await stage.act('fetch', { url: `app://rexxfleet${path}` }))
  })
  await page.exposeFunction('standInInvoke', (channel: string, ...given: unknown[]) =>
    stage.act('invoke', { channel, given })
  )
  const preload = readFileSync(preloadBundle, 'utf8')
  await page.addInitScript(`(() => {
    const electron = {
      contextBridge: { exposeInMainWorld: (name, api) => { window[name] = api } },
      ipcRenderer: { invoke: (...given) => window.standInInvoke(...given), on() {}, removeListener() {} }
    };
    ((require, exports, module) => { ${preload} })(() => electron, {}, {});
  })()`)
})

test.afterEach(async ({ page }) => {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  stage.kill('SIGTERM')
  await stage.ended
  rmSync(folder, { recursive: true, force: true })
})

test('the window opens under its policy without a complaint, and looks as it should', async ({ page }) => {
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  await page.goto(origin)
  // The welcome page has no part of Naive UI; the wizard has some, with styles made while it runs.
  await page.getByRole('button', { name: /add a site/i }).click()
  await expect.poll(() => page.locator('style[cssr-id]').count()).toBeGreaterThan(0)
  const ruled = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLStyleElement>('style[cssr-id]')].every(style => style.sheet !== null)
  )
  expect(ruled).toBe(true)
  await page.waitForLoadState('networkidle')
  expect(complaints).toEqual([])
})

test('the window speaks through the preload script', async ({ page }) => {
  await page.goto(origin)
  const answer = await page.evaluate(() => window.rexxfleet?.invoke('app.info', {}))
  expect(answer).toMatchObject({ ok: true, data: { clipboard: true } })
  expect(await page.evaluate(() => window.rexxfleet?.door)).toBe('desktop')
})

test('what is not ours does not run', async ({ page }) => {
  await page.goto(origin)
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.body.append(script)
    const reached = await fetch('/assets/').then(
      () => true,
      () => false
    )
    return [Reflect.get(window, 'injected') === true, reached]
  })
  expect(ran).toEqual([false, false])
})
