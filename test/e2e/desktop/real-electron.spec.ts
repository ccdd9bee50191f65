/** What only the real binary can prove. Skipped by name where it is not installed, or where nothing can be shown. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { electronBinary, hasDisplay } from '../../../src-main/faces/cli/electron-binary.ts'
import { desktopBundle, root } from '../../support/build.ts'

const binary = electronBinary(process.env, desktopBundle)
test.skip(binary === null, 'the Electron binary is not installed')
test.skip(!hasDisplay(process.env), 'there is no display')

let folder: string
let electron: ElectronApplication
let page: Page

function launch(): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: binary ?? '',
    args: [root, `--data-dir=${folder}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...(process.env as Record<string, string>), REXXFLEET_PASSPHRASE: 'a passphrase for tests' }
  })
}

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rexxfleet-electron-'))
  electron = await launch()
  page = await electron.firstWindow()
})

test.afterEach(async () => {
  await electron.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the window opens on our own origin and answers calls', async () => {
  await expect.poll(() => page.url()).toMatch(/^app:\/\/rexxfleet\//)
  const result = await page.evaluate(() => window.rexxfleet?.invoke('sites.list', {}))
  expect(result).toEqual({ ok: true, data: [] })
})

test('the page has nothing of Node, and nothing of Electron but its api', async () => {
  const types = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer'].map(name => typeof Reflect.get(window, name))
  )
  expect(types).toEqual(['undefined', 'undefined', 'undefined', 'undefined'])
  expect(await page.evaluate(() => Object.keys(window.rexxfleet ?? {}).sort())).toEqual([
    'door',
    'invoke',
    'listen'
  ])
})

test('the page cannot run text, reach the network, or go elsewhere', async () => {
  expect(
    await page.evaluate(() =>
      fetch('https://example.com').then(
        () => 'reached',
        () => 'denied'
      )
    )
  ).toBe('denied')
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await page.evaluate(() => window.open('https://example.com/'))
  expect(page.url()).toMatch(/^app:\/\/rexxfleet\//)
  expect(electron.windows()).toHaveLength(1)
})

test('permissions are denied', async () => {
  const state = await page.evaluate(() =>
    navigator.permissions.query({ name: 'geolocation' }).then(found => found.state)
  )
  expect(state).toBe('denied')
})

test('a second start ends at once', async () => {
  const second = await launch().catch(() => null)
  await second?.close()
  expect(electron.windows()).toHaveLength(1)
})
