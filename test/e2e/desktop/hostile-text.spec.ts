/** Every text that the window shows holds HTML and scripts: nothing of it runs, and nothing freezes. */
import { expect, test, type Page } from '@playwright/test'
import { openWebDoor, type WebDoor } from '../../../src-main/faces/web/open-web-door.ts'
import { windowFiles } from '../../support/build.ts'
import { fakeProgram } from '../../support/fake-program.ts'
import { hostile, hostileAnswers } from '../../support/hostile-answers.ts'

let door: WebDoor

test.beforeEach(async () => {
  door = await openWebDoor(fakeProgram(hostileAnswers), { windowFiles })
})
test.afterEach(async () => {
  await door.close()
})

async function expectNothingRan(page: Page): Promise<void> {
  const seen = await page.evaluate(() => ({
    ran: Reflect.get(window, 'pwned') !== undefined,
    made: document.querySelectorAll('img[src="x"], script:not([src]), svg[onload], a[href^="javascript:"]')
      .length
  }))
  expect(seen).toEqual({ ran: false, made: 0 })
}

for (const path of [
  '/fleet',
  '/topology',
  '/topology?discover',
  '/runs',
  '/runs/run-1',
  '/activity',
  '/settings',
  '/nowhere<img src=x>'
])
  test(`${path} shows it as text`, async ({ page }) => {
    const dialogs: string[] = []
    page.on('dialog', dialog => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await page.goto(door.url ?? '')
    await page.goto(`${door.origin}/#${path}`)
    await page.waitForTimeout(700)
    await expectNothingRan(page)
    // Rows and cards open; what they hold is hostile as well.
    for (const target of await page
      .locator('tbody tr, [role=row], .vue-flow__node')
      .all()
      .then(all => all.slice(0, 3))) {
      await target.click({ timeout: 2000 }).catch(() => undefined)
      await expectNothingRan(page)
    }
    expect(dialogs).toEqual([])
    // It still answers at once.
    const start = Date.now()
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => resolve(null))))
    expect(Date.now() - start).toBeLessThan(1000)
    if (path === '/fleet') await expect(page.locator('body')).toContainText(hostile.slice(0, 20))
  })
