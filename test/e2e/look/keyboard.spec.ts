/** By keyboard alone: each control of a page is reached by Tab, and the one that has the focus shows it. */
import type { Page } from '@playwright/test'
import { scenes } from '../../window/look/scenes.ts'
import { expect, test } from './stage-fixture.ts'

test.use({ trace: 'off' })

const walked = [
  'fleet-table',
  'fleet-site',
  'runs',
  'run-item',
  'conflict',
  'run-compare',
  'doctor-list',
  'activity',
  'settings'
]

/** Controls in sight that Tab should come to, marked with a number each. */
function markControls(page: Page): Promise<number> {
  return page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, [tabindex="0"]')
    ].filter(
      one =>
        one.tabIndex >= 0 &&
        !(one as HTMLButtonElement).disabled &&
        one.checkVisibility({ visibilityProperty: true }) &&
        // One of a group of radio buttons has the focus for all of them, and arrows lead to the others.
        (one as HTMLInputElement).type !== 'radio'
    )
    for (const [at, one] of controls.entries()) one.dataset['walk'] = String(at)
    return controls.length
  })
}

/** What has the focus: its number, what it is, and whether anything about it says so. */
function focused(page: Page): Promise<{ walk: string | null; name: string; shown: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const looks = (): string =>
      [
        element,
        element.closest('label'),
        element.parentElement,
        element.nextElementSibling,
        ...element.querySelectorAll('td')
      ]
        .filter(one => one !== null)
        .map(one => {
          const { boxShadow, outlineStyle, outlineColor, borderColor, backgroundColor } =
            getComputedStyle(one)
          return [
            boxShadow,
            outlineStyle,
            outlineStyle === 'none' ? '' : outlineColor,
            borderColor,
            backgroundColor
          ].join()
        })
        .join(' ')
    // Behind the last control the focus leaves the page; in a date's field it has places of its own, which a blur would lose.
    if (element === document.body) return { walk: null, name: 'page', shown: true }
    const field = element as HTMLInputElement
    if (field.type === 'date') {
      const shown = getComputedStyle(element).boxShadow !== 'none'
      return { walk: element.dataset['walk'] ?? null, name: 'date', shown }
    }
    const withFocus = looks()
    element.blur()
    const without = looks()
    element.focus()
    return {
      walk: element.dataset['walk'] ?? null,
      name: `${element.tagName.toLowerCase()} ${element.className}: ${(element.textContent ?? '').trim().slice(0, 40)}`,
      shown: withFocus !== without
    }
  })
}

for (const name of walked) {
  test(name, async ({ play }) => {
    const page = await play(
      scenes.find(one => one.name === name)!,
      { width: 1280, theme: 'light', language: 'en' }
    )
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    const count = await markControls(page)
    expect(count).toBeGreaterThan(8)
    const reached = new Set<string>()
    const hidden = new Set<string>()
    // Lists show more rows as the focus comes to them: the walk may be longer than what was in sight.
    for (let step = 0; step < count + 60 && reached.size < count; step += 1) {
      await page.keyboard.press('Tab')
      const { walk, name: what, shown } = await focused(page)
      if (walk !== null) reached.add(walk)
      if (!shown) hidden.add(what)
    }
    const missed = await page.evaluate(
      known =>
        [...document.querySelectorAll<HTMLElement>('[data-walk]')]
          .filter(one => !known.includes(one.dataset['walk']!))
          .map(one => one.outerHTML.slice(0, 120)),
      [...reached]
    )
    expect(missed, 'never reached').toEqual([])
    expect([...hidden], 'without a visible focus').toEqual([])
  })
}
