/** Every scene of the window, at both sizes and in both themes: nothing unreadable, nothing broken, and nobody kept out. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { scenes } from '../../window/look/scenes.ts'
import { heights } from '../../support/window-stage.ts'
import { flawsOf } from './flaws.ts'
import { expect, settled, test } from './stage-fixture.ts'

// The picture of a failure says enough; a trace of thousands of elements costs more than the look.
test.use({ trace: 'off' })
// Contrast of some thousand elements, twice: on a busy machine that takes its time.
test.describe.configure({ mode: 'parallel', timeout: 150_000 })

/** Themes change no layout: each size is looked at in one of them, and the pictures show all four. */
const looks = [
  { width: 1280, theme: 'light' },
  { width: 1920, theme: 'dark' }
] as const
/** One scene of each page, in German, whose words are longer; with `LOOK=full` every scene, in English as well. */
const isFull = process.env['LOOK'] === 'full'
const languages = isFull ? (['de', 'en'] as const) : (['de'] as const)
const pages = [
  ...[
    'long-fleet',
    'long-site',
    'wizard-script',
    'long-graph',
    'long-link',
    'plan-asks',
    'long-runs',
    'long-run'
  ],
  ...[
    'conflict',
    'run-item',
    'doctor-choice-sender',
    'graph-grouped',
    'discovery-long',
    'discovery-plan',
    'fleet-pending',
    'long-doctor',
    'long-activity',
    'activity-calendar',
    'schedules',
    'schedules-wrong',
    'files',
    'settings',
    'palette'
  ]
]
/** Thousands of cards are for measuring, not for looking. */
const looked = scenes.filter(({ name }) => (isFull ? !name.startsWith('many-') : pages.includes(name)))

async function barriersOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  // What is seen is what a person says to a control. Names of cards begin with what is seen of them, and leave out the rest.
  const spoken = await new AxeBuilder({ page })
    .withRules('label-content-name-mismatch')
    .exclude('.vue-flow__node')
    .analyze()
  return [...violations, ...spoken.violations]
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(' | ')}`)
}

for (const language of languages) {
  for (const scene of looked) {
    test(`${scene.name}, ${language}`, async ({ play }) => {
      const page = await play(scene, { width: 1280, theme: 'light', language })
      for (const { width, theme } of looks) {
        await page.setViewportSize({ width, height: heights[width] })
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
        await settled(page)
        expect(await flawsOf(page), `${width}, ${theme}`).toEqual([])
        expect(await barriersOf(page), `${width}, ${theme}`).toEqual([])
      }
    })
  }
}
