/** Every scene in both themes: axe finds no serious or critical barrier. */
import { AxeBuilder } from '@axe-core/playwright'
import { scenes } from '../../window/look/scenes.ts'
import { expect, settled, test } from './stage-fixture.ts'

test.use({ trace: 'off' })

for (const scene of scenes.filter(({ name }) => !name.startsWith('many-'))) {
  test(scene.name, async ({ play }) => {
    const page = await play(scene, { width: 1280, theme: 'light', language: 'en' })
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await settled(page)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const barriers = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(' | ')}`)
      expect(barriers, theme).toEqual([])
    }
  })
}
