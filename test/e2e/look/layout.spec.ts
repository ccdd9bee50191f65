/** Every scene of the window, at both sizes, in both themes and languages: nothing unreadable, nothing broken. */
import { scenes } from '../../window/look/scenes.ts'
import { heights } from '../../support/window-stage.ts'
import { flawsOf } from './flaws.ts'
import { expect, settled, test } from './stage-fixture.ts'

const sizes = [1280, 1920] as const
const themes = ['light', 'dark'] as const
/** Thousands of cards are for measuring, not for looking. */
const looked = scenes.filter(({ name }) => !name.startsWith('many-'))

for (const language of ['en', 'de'] as const) {
  for (const scene of looked) {
    test(`${scene.name}, ${language}`, async ({ play }) => {
      const page = await play(scene, { width: 1280, theme: 'light', language })
      for (const width of sizes) {
        await page.setViewportSize({ width, height: heights[width] })
        for (const theme of themes) {
          await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
          await settled(page)
          expect(await flawsOf(page), `${width}, ${theme}`).toEqual([])
        }
      }
    })
  }
}
