/** Whoever asks for reduced motion gets none: nothing turns, slides or fades, and progress still goes on. */
import { scenes } from '../../window/look/scenes.ts'
import { expect, test } from './stage-fixture.ts'

test.use({ trace: 'off' })

for (const name of ['run-live', 'graph', 'fleet-site']) {
  test(name, async ({ play }) => {
    const page = await play(
      scenes.find(one => one.name === name)!,
      { width: 1280, theme: 'light', language: 'en' }
    )
    const moving = (): Promise<string[]> =>
      page.evaluate(() =>
        document
          .getAnimations()
          .filter(one => one.playState === 'running' && Number(one.effect?.getComputedTiming().duration) > 0)
          .map(one => (one.effect as KeyframeEffect).target?.outerHTML.slice(0, 120) ?? '')
      )
    expect(await moving()).toEqual([])
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    if (name !== 'fleet-site') await expect.poll(async () => (await moving()).length).toBeGreaterThan(0)
  })
}
