/** What was chosen is there again when the window comes back. */
import { expect, test } from './fleet-fixture.ts'

test('filters, order, columns, language and theme are remembered', async ({ window, enrolSite }) => {
  await enrolSite('Portal', 1)
  await enrolSite('Town', 1)
  await enrolSite('Village', 1)
  const table = window.getByTestId('site-table')
  const names = (): Promise<string[]> => table.locator('.site-name').allInnerTexts()
  await expect.poll(names).toEqual(['Portal', 'Town', 'Village'])

  await test.step('the order, the columns and a filter under a name', async () => {
    await table.getByRole('button', { name: 'Site', exact: true }).click()
    await expect.poll(names).toEqual(['Village', 'Town', 'Portal'])
    await window.getByRole('button', { name: 'Choose columns' }).click()
    await window.getByRole('checkbox', { name: 'Added' }).check()
    await window.keyboard.press('Escape')
    await expect(table.getByRole('columnheader', { name: 'Added' })).toBeVisible()
    await window.keyboard.press('/')
    await window.keyboard.type('vill')
    await expect.poll(names).toEqual(['Village'])
    await window.getByRole('button', { name: 'Saved filters' }).click()
    await window.getByTestId('filter-name').fill('Small ones')
    await window.getByTestId('save-filter').click()
    await window.keyboard.press('Escape')
  })

  await test.step('what the other lists show', async () => {
    await window.getByTestId('nav-runs').click()
    await window.getByText('Needs you', { exact: true }).first().click()
    await window.getByTestId('nav-doctor').click()
    await window.getByText(/^Warnings/).click()
    await window.getByTestId('nav-activity').click()
    await window.locator('[data-filter]').fill('RewriteRule')
  })

  await test.step('language and theme', async () => {
    await window.getByTestId('nav-settings').click()
    await window.getByTestId('theme-choice').getByText('Dark').click()
    await window.getByTestId('language').getByText('Deutsch').click()
    await expect(window.getByTestId('nav-settings')).toContainText('Einstellungen')
    // Choices are written a moment after the last of them.
    await window.waitForTimeout(600)
  })

  await window.reload()
  await expect(window.getByTestId('nav-settings')).toContainText('Einstellungen')
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark')
  await window.getByTestId('nav-activity').click()
  await expect(window.locator('[data-filter]')).toHaveValue('RewriteRule')
  await window.getByTestId('nav-doctor').click()
  await expect(window.locator('input[type="radio"][value="warning"]')).toBeChecked()
  await window.getByTestId('nav-runs').click()
  await expect(window.locator('input[type="radio"][value="needs"]')).toBeChecked()
  await window.getByTestId('nav-fleet').click()
  await expect.poll(names).toEqual(['Village'])
  await expect(table.getByRole('columnheader', { name: 'Hinzugefügt' })).toBeVisible()
  await window.getByTestId('clear-filter').click()
  await expect.poll(names).toEqual(['Village', 'Town', 'Portal'])
  await window.getByRole('button', { name: 'Gespeicherte Filter' }).click()
  await window.getByRole('button', { name: 'Small ones', exact: true }).click()
  await expect.poll(names).toEqual(['Village'])
})

test('many sites are a table of which only what is in sight exists', async ({
  window,
  program,
  startSite
}) => {
  test.slow()
  for (let at = 10; at < 70; at += 1) {
    const { double } = await startSite(`Site ${at}`, 0)
    await program.call('sites.add', { name: `Site ${at}`, address: double.url, key: 'new' })
  }
  const table = window.getByTestId('site-table')
  await expect(table).toContainText('Site 10')
  await expect(window.locator('#page-bar')).toContainText('60')
  const rows = table.locator('[data-row]')
  expect(await rows.count()).toBeLessThan(45)
  await table.evaluate(scroller => scroller.scrollTo(0, scroller.scrollHeight))
  await expect(table).toContainText('Site 69')
  await expect(table).not.toContainText('Site 10')
  expect(await rows.count()).toBeLessThan(45)
})
