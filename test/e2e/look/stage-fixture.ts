import { test as base, expect, type Page } from '@playwright/test'
import type { Scene } from '../../window/look/scenes.ts'
import { settled } from '../../window/look/settled.ts'
import { openStage, openWindow, type Look, type Stage } from '../../support/window-stage.ts'

interface Fixtures {
  /** Plays a scene up to where it is looked at. What the page complains about on the console fails the test. */
  play: (scene: Scene, look: Look) => Promise<Page>
}

export const test = base.extend<Fixtures, { stage: Stage }>({
  stage: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names out of the pattern
    async ({}, use) => {
      const stage = await openStage()
      await use(stage)
      stage.close()
    },
    { scope: 'worker' }
  ],

  play: async ({ browser, stage }, use) => {
    const complaints: string[] = []
    const pages: Page[] = []
    await use(async (scene, look) => {
      const page = await openWindow(browser, stage, look, scene, text => complaints.push(text))
      pages.push(page)
      await page.locator('main, #page, #app > *').first().waitFor()
      await page.waitForLoadState('networkidle')
      await scene.act?.(page)
      await settled(page)
      return page
    })
    for (const page of pages) await page.context().close()
    expect(complaints).toEqual([])
  }
})

export { expect, settled }
