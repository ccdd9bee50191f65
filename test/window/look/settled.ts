import type { Page } from '@playwright/test'

/** Until what was asked for is drawn: two frames in which nothing was added. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    const frame = (): Promise<number> => new Promise(done => requestAnimationFrame(done))
    let before = -1
    for (let still = 0; still < 3;) {
      await frame()
      const now = document.querySelectorAll('*').length
      still = now === before ? still + 1 : 0
      before = now
    }
  })
}
