/** Takes the pictures of the README and the docs anew: `npm run pictures` does, after those of the picture tests. */
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { ensureBuilt, root } from '../../support/build.ts'
import { findChromium } from '../../support/chromium.ts'
import { openStage, openWindow, type Look } from '../../support/window-stage.ts'
import { scenes } from './scenes.ts'
import { settled } from './settled.ts'

/** The file, the scene that it shows, and how. */
const pictures: readonly (readonly [file: string, scene: string, look: Partial<Look>])[] = [
  ['topology', 'graph-link', {}],
  ['topology-dark', 'graph', { theme: 'dark', width: 1920 }],
  ['topology-dark-de', 'graph-link', { theme: 'dark', language: 'de' }],
  ['drag', 'graph-drag', {}],
  ['plan', 'plan-made', {}],
  ['preflight', 'plan-asks', {}],
  ['deregister', 'deregister', {}],
  ['first-run', 'first-run', {}],
  ['fleet', 'fleet-table', {}],
  ['enrolment', 'wizard-script', {}],
  ['run', 'run-item', {}],
  ['run-dark-de', 'run-live', { theme: 'dark', language: 'de' }],
  ['conflict-dark', 'conflict', { theme: 'dark' }],
  ['compare', 'run-compare', {}],
  ['doctor', 'doctor-finding', {}]
]

await ensureBuilt()
const stage = await openStage()
const executablePath = findChromium()
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
})
for (const [file, name, look] of pictures) {
  const scene = scenes.find(one => one.name === name)
  if (!scene) throw new Error(`There is no scene ${name}.`)
  const complain = (text: string): void => void process.stderr.write(`${name}: ${text}\n`)
  const usual = { width: 1280, theme: 'light', language: 'en' } as const
  const page = await openWindow(browser, stage, { ...usual, ...look }, scene, complain)
  await page.waitForLoadState('networkidle')
  await scene.act?.(page)
  // Lines of a graph come a few in each frame: on a slow machine that takes longer than any wait that one would choose.
  await settled(page)
  await page.waitForTimeout(400)
  await page.screenshot({ path: join(root, 'docs/screenshots', `${file}.png`) })
  await page.context().close()
}
await browser.close()
stage.close()
