/**
 * Takes pictures of the window with the made-up program, for looking at: `node test/window/look/look.ts [scene…]`.
 * Options by environment: SIZES=1024,1280,1920 THEMES=light,dark LANGUAGES=en,de OUT=/tmp/look
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { ensureBuilt } from '../../support/build.ts'
import { findChromium } from '../../support/chromium.ts'
import { openStage, openWindow, type Look } from '../../support/window-stage.ts'
import { scenes } from './scenes.ts'

const out = process.env['OUT'] ?? '/tmp/look'
const list = (name: string, standard: string): string[] => (process.env[name] ?? standard).split(',')
const complain = (text: string): void => void process.stderr.write(`  ${text}\n`)

await ensureBuilt()
const stage = await openStage()
const executablePath = findChromium()
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
})
mkdirSync(out, { recursive: true })
const wanted = process.argv.slice(2)
const isWanted = (name: string): boolean =>
  wanted.length === 0 || wanted.some(start => name.startsWith(start))

for (const scene of scenes.filter(({ name }) => isWanted(name))) {
  for (const width of list('SIZES', '1280').map(Number) as Look['width'][]) {
    for (const theme of list('THEMES', 'light') as Look['theme'][]) {
      for (const language of list('LANGUAGES', 'en') as Look['language'][]) {
        const name = `${scene.name}-${width}-${theme}-${language}`
        const page = await openWindow(browser, stage, { width, theme, language }, scene, complain)
        try {
          await page.waitForTimeout(400)
          await scene.act?.(page)
          await page.waitForTimeout(300)
        } catch (thrown) {
          complain(`${name}: ${String(thrown).slice(0, 400)}`)
        }
        await page.screenshot({ path: join(out, `${name}.png`) })
        process.stdout.write(`${name}\n`)
        await page.context().close()
      }
    }
  }
}
await browser.close()
stage.close()
