/** Every scene of the window, at both sizes and in both languages: nothing unreadable, nothing broken. */
import { scenes } from '../../window/look/scenes.ts'
import { heights } from '../../support/window-stage.ts'
import { flawsOf } from './flaws.ts'
import { expect, settled, test } from './stage-fixture.ts'

// The picture of a failure says enough; a trace of thousands of elements costs more than the look.
test.use({ trace: 'off' })

/** Themes change no layout: each size is looked at in one of them, and the pictures show all four. */
const looks = [
  { width: 1280, theme: 'light' },
  { width: 1920, theme: 'dark' }
] as const
/** Thousands of cards are for measuring, not for looking. */
const looked = scenes.filter(({ name }) => !name.startsWith('many-'))

for (const language of ['en', 'de'] as const) {
  for (const scene of looked) {
    test(`${scene.name}, ${language}`, async ({ play }) => {
      const page = await play(scene, { width: 1280, theme: 'light', language })
      for (const { width, theme } of looks) {
        await page.setViewportSize({ width, height: heights[width] })
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        await settled(page)
        expect(await flawsOf(page), `${width}, ${theme}`).toEqual([])
      }
    })
  }
}
