/**
 * Every page against its picture, at both sizes and in both themes. A picture holds only where letters have the width that they had
 * when it was taken: elsewhere these tests are skipped, by name. `npm run pictures` takes them anew.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { scenes } from '../../window/look/scenes.ts'
import { expect, settled, test } from './stage-fixture.ts'

test.use({ trace: 'off' })

const pages = [
  ...['fleet-table', 'site-page', 'graph-link', 'runs', 'run-item', 'run-compare'],
  ...['doctor-list', 'activity', 'schedules', 'files', 'settings']
]
const fontsFile = join(import.meta.dirname, 'baseline', 'fonts.json')

/** How wide some letters are in the fonts of the window. */
function letterWidths(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d')!
    const style = getComputedStyle(document.body)
    const mono = getComputedStyle(document.documentElement).getPropertyValue('--mono') || 'monospace'
    return [style.fontFamily, mono].map(family => {
      canvas.font = `64px ${family}`
      return Math.round(canvas.measureText('Hamburgefonstiv 0123456789 äöü →').width)
    })
  })
}

for (const name of pages) {
  const scene = scenes.find(one => one.name === name)!
  for (const width of [1280, 1920] as const) {
    test(`${name}, ${width}`, async ({ play }, { config }) => {
      const page = await play(scene, { width, theme: 'light', language: 'en' })
      const widths = JSON.stringify(await letterWidths(page))
      if (config.updateSnapshots === 'all' || config.updateSnapshots === 'changed') {
        mkdirSync(dirname(fontsFile), { recursive: true })
        writeFileSync(fontsFile, `${widths}\n`)
      }
      const isSame = existsSync(fontsFile) && readFileSync(fontsFile, 'utf8').trim() === widths
      test.skip(!isSame, 'the fonts of the pictures are not on this machine')
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        await settled(page)
        await expect.soft(page).toHaveScreenshot(`${name}-${width}-${theme}.png`, {
          animations: 'disabled',
          caret: 'hide',
          threshold: 0.3,
          maxDiffPixelRatio: 0.02
        })
      }
    })
  }
}
