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
    // Behind the last control the focus leaves the page.
    if (element === document.body) return { walk: null, name: 'page', shown: true }
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

const dialogs = [
  'schedules-edit',
  'deregister',
  'link-dialog',
  'fleet-tag',
  'remove-site',
  'doctor-mend',
  'wizard-script',
  'discovery'
] as const

for (const name of dialogs) {
  test(`the dialog of ${name} has the focus, and keeps it`, async ({ play }) => {
    const page = await play(
      scenes.find(one => one.name === name)!,
      { width: 1280, theme: 'light', language: 'en' }
    )
    const within = (): Promise<string> =>
      page.evaluate(() => {
        const element = document.activeElement!
        const inDialog = element.closest('[role="dialog"][aria-modal="true"]') !== null
        return inDialog && !element.matches('[aria-hidden="true"]') ? 'in' : element.outerHTML.slice(0, 120)
      })
    await expect.poll(within).toBe('in')
    const controls = page
      .locator('[role="dialog"][aria-modal="true"]')
      .locator('button:enabled, input:enabled, select')
    const reached = new Set<string>()
    for (let step = 0; step < 2 * (await controls.count()); step += 1) {
      await page.keyboard.press('Tab')
      expect(await within()).toBe('in')
      reached.add(await page.evaluate(() => document.activeElement!.outerHTML))
    }
    expect(reached.size).toBeGreaterThan(2)
    await page.keyboard.press('Escape')
    await expect(page.locator('[role="dialog"][aria-modal="true"]')).toHaveCount(0)
  })
}

test('the name that confirms a removal is typed, key by key', async ({ play }) => {
  const page = await play(
    { name: 'deregister', path: '/topology?link=koeniz-interlaken' },
    { width: 1280, theme: 'light', language: 'en' }
  )
  await page.getByTestId('deregister').click()
  await page.getByTestId('confirm-name').click()
  await page.keyboard.type('Interlaken Events')
  await expect(page.getByTestId('confirm-deregister')).toBeEnabled()
})

test('a day is typed or chosen in the window’s language, and one that is none says so', async ({ play }) => {
  const page = await play(
    { name: 'activity', path: '/activity' },
    { width: 1280, theme: 'light', language: 'de' }
  )
  const from = page.getByRole('textbox', { name: 'Von' })
  await expect(from).toHaveAttribute('placeholder', 'TT.MM.JJJJ')
  await from.fill('1.3.26')
  await page.keyboard.press('Tab')
  await expect(from).toHaveValue('01.03.2026')

  // The calendar: by keyboard in, about, and out again to where one came from.
  await page.keyboard.press('Enter')
  const calendar = page.getByRole('dialog', { name: 'Von' })
  await expect(calendar.getByRole('grid', { name: 'März 2026' })).toBeVisible()
  await expect(calendar.locator('[data-day="2026-03-01"]')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(calendar.locator('[data-day="2026-02-28"]')).toBeFocused()
  await expect(calendar.getByRole('grid', { name: 'Februar 2026' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(calendar).toBeHidden()
  await expect(from).toHaveValue('28.02.2026')
  await expect(page.getByRole('button', { name: 'Kalender: Von' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('Escape')
  await expect(calendar).toBeHidden()
  await expect(from).toHaveValue('28.02.2026')

  await from.fill('31.02.2026')
  await page.keyboard.press('Tab')
  await expect(page.getByText('Ein Datum wie 12.03.2026 eingeben.')).toBeVisible()
  await expect(from).toHaveAttribute('aria-invalid', 'true')
  const to = page.getByRole('textbox', { name: 'bis' })
  await from.fill('28.02.2026')
  await to.fill('27.02.2026')
  await page.keyboard.press('Tab')
  await expect(page.getByText('Nicht vor dem 28.02.2026.')).toBeVisible()
})

test('a form that cannot be sent says why, in the window’s language', async ({ play }) => {
  const page = await play(
    { name: 'schedules', path: '/schedules' },
    { width: 1280, theme: 'light', language: 'de' }
  )
  await page.locator('[data-row="nightly"]').click()
  const dialog = page.getByTestId('schedule-dialog')
  const quiet = dialog.getByLabel('Ruhe von')
  await expect(quiet).toHaveValue('06:00')
  await quiet.fill('2230')
  await page.keyboard.press('Tab')
  await expect(quiet).toHaveValue('22:30')
  await quiet.fill('25')
  await page.keyboard.press('Enter')
  const tip = page.getByTestId('field-tip')
  await expect(tip).toContainText('Eine Uhrzeit zwischen 00:00 und 23:59 eingeben.')
  await expect(quiet).toBeFocused()
  await expect(dialog).toBeVisible()
  await page.keyboard.type('9')
  await expect(tip).toBeHidden()
  await quiet.fill('6')
  await dialog.getByLabel('Zeitzone').fill('')
  await dialog.getByTestId('save-schedule').click()
  await expect(tip).toContainText('Das darf nicht leer sein.')
  await dialog.getByLabel('Zeitzone').fill('Europe/Zurich')
  await dialog.getByTestId('save-schedule').click()
  await expect(dialog).toBeHidden()
})
