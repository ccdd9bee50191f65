/** What is the same on every page: the palette, the keys, the bell. */
import { expect, test } from './fleet-fixture.ts'
import { linkUp } from './linked.ts'

test('pages, sites, links and acts are reached by keyboard from everywhere', async ({
  window,
  program,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 3)
  const town = await enrolSite('Town', 0)
  await linkUp(program, portal.id, town.id)
  const ask = async (text: string): Promise<void> => {
    await window.keyboard.press('Control+k')
    await expect(window.getByTestId('palette-field')).toBeFocused()
    await window.keyboard.type(text)
    await window.keyboard.press('Enter')
    await expect(window.getByTestId('palette-field')).toBeHidden()
  }

  await test.step('the sheet tells the keys, and they lead where it says', async () => {
    await window.keyboard.press('?')
    await expect(window.getByTestId('cheat-sheet')).toContainText('From card to card')
    await window.keyboard.press('Escape')
    await expect(window.getByTestId('cheat-sheet')).toBeHidden()
    for (const [key, page] of [
      ['t', 'topology'],
      ['d', 'doctor'],
      ['a', 'activity'],
      ['f', 'fleet']
    ] as const) {
      await window.keyboard.press('g')
      await window.keyboard.press(key)
      await expect(window).toHaveURL(new RegExp(`#/${page}`))
    }
    await window.keyboard.press('n')
    await expect(window.getByTestId('site-address')).toBeVisible()
    await window.keyboard.press('Escape')
    await expect(window.getByTestId('site-address')).toBeHidden()
  })

  await test.step('the palette leads to a site, and does what was asked for with a link', async () => {
    await ask('Town')
    await expect(window.getByTestId('site-page')).toContainText('town.example')
    await ask('sync Portal')
    await expect(window.getByTestId('run-head')).toBeVisible()
    await expect.poll(() => town.double.admin.rows('core_rewrite_rule').length, { timeout: 20_000 }).toBe(3)
    await ask('deregister')
    await expect(window.getByTestId('deregister-dialog')).toContainText('Town')
    await window.keyboard.press('Escape')
    await expect(window.getByTestId('deregister-dialog')).toBeHidden()
  })

  await test.step('what needs somebody is on every page, and leads there', async () => {
    portal.double.admin.sql({
      insert: 'core_module_data_access_data_access_apikey',
      row: { api_key_id: null, data_access_id: 5, read_only: 0 }
    })
    await ask('examine Portal')
    await expect(window.getByTestId('findings')).toContainText('Rights lead nowhere')
    const n = await window.getByTestId('bell-count').innerText()
    expect(Number(n)).toBeGreaterThan(0)
    for (const page of ['fleet', 'topology', 'runs', 'activity', 'settings']) {
      await window.getByTestId(`nav-${page}`).click()
      await expect(window.getByTestId('bell-count')).toHaveText(n)
    }
    await window.getByTestId('bell').click()
    await window
      .getByTestId('bell-list')
      .getByText(/findings? of the doctor/)
      .click()
    await expect(window.getByTestId('findings')).toContainText('Rights lead nowhere')
  })
})
