/** What many lines say: no chip lies on another, and what finds no room is said for the line that somebody comes to. */
import type { Page } from '@playwright/test'
import { expect, settled, test } from './stage-fixture.ts'

test.use({ trace: 'off' })

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const chips = (page: Page): Promise<Box[]> =>
  page.locator('.link-chip').evaluateAll(all =>
    all.map(one => {
      const { x, y, width, height } = one.getBoundingClientRect()
      return { x, y, width, height }
    })
  )

/** A little of a shadow may touch; a word may not. */
const lieOnEachOther = (one: Box, other: Box): boolean =>
  Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x) > 1 &&
  Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y) > 1

test('chips of a large graph lie on no other, and a line without one says all when it has the focus', async ({
  play
}) => {
  const page = await play(
    { name: 'chips', path: '/topology', options: { pace: 0, many: { sites: 200, links: 600 } } },
    { width: 1280, theme: 'light', language: 'en' }
  )
  await page.locator('.far-layer').waitFor()
  await page.mouse.move(500, 400)
  const zoom = async (): Promise<number> =>
    Number.parseInt(await page.locator('.canvas-zoom').innerText(), 10)
  while ((await zoom()) < 70) await page.mouse.wheel(0, -60)
  await expect.poll(() => page.locator('.link-chip').count()).toBeGreaterThan(5)
  await settled(page)

  const shown = await chips(page)
  const covered = shown.filter((one, at) => shown.slice(at + 1).some(other => lieOnEachOther(one, other)))
  expect(covered).toEqual([])
  const lines = page.locator('.vue-flow__edge')
  expect(await lines.count()).toBeGreaterThan(shown.length)

  // By Tab one comes to every line that is an element; here to the first that has no chip of its own.
  const before = await page.locator('.link-chip').count()
  for (const line of await lines.all()) {
    await line.focus()
    if ((await page.locator('.link-chip').count()) > before) break
  }
  const pointed = page.locator('.link-chip.pointed')
  await expect(pointed).toContainText(/In step|Drift|Queue|Failed|Paused|Not compared/)
  await page.locator('.vue-flow__node').first().focus()
  await expect(pointed).toHaveCount(0)
})
