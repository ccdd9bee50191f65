import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type TestSite } from './fleet-fixture.ts'

async function typeAddress(window: Page, site: TestSite): Promise<void> {
  await window.getByTestId('site-address').fill(site.double.url)
  await window.getByTestId('site-name').fill(site.name)
  await window.getByTestId('wizard-next').click()
}

test('a site is enrolled with a script that the person runs', async ({ window, program, startSite }) => {
  const site = await startSite('Portal', 2)
  await expect(window.getByTestId('first-run')).toBeVisible()
  await window.screenshot({ path: 'test-results/shots/first-run.png' })
  await window.getByTestId('first-add-site').click()
  await typeAddress(window, site)
  await expect(window.getByTestId('save-script')).toBeVisible()
  await expect(window.getByTestId('endpoint-checks')).toBeVisible()
  await window.screenshot({ path: 'test-results/shots/wizard.png' })

  await window.getByTestId('save-script').click()
  const { dataDirectory } = await program.call('app.info', {})
  const folder = join(dataDirectory, 'enrolment')
  const scripts = (): string[] =>
    existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.sql')) : []
  await expect.poll(scripts).toHaveLength(1)
  const file = join(folder, scripts()[0]!)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const script = readFileSync(file, 'utf8')
  const key = /'([a-z0-9]{32})'/.exec(script)![1]!
  expect(await window.content()).not.toContain(key)

  // The person runs the script on the site; the wizard sees it by itself.
  site.double.admin.enrol(key)
  await expect(window.getByTestId('endpoints-ready')).toContainText('11')
  await window.getByTestId('wizard-enrol').click()
  await window.getByTestId('wizard-save').click()
  await window.getByTestId('wizard-done').click()
  await expect(window.getByTestId('site-table')).toContainText('Portal')
  const [view] = await program.call('sites.list', {})
  expect(view).toMatchObject({ name: 'Portal', state: 'enrolled' })
  expect(await window.content()).not.toContain(key)
})

test('a site is enrolled with a key that is there already, and a wrong one says what to do', async ({
  window,
  program,
  startSite
}) => {
  const site = await startSite('Town', 1)
  site.double.admin.enrol(site.key)
  await window.getByTestId('first-add-site').click()
  await window.getByTestId('site-address').fill('not an address')
  await window.getByTestId('site-name').fill('Town')
  await window.getByTestId('wizard-next').click()
  await expect(window.getByRole('alert').first()).toBeVisible()
  expect(await program.call('sites.list', {})).toEqual([])
  await window.screenshot({ path: 'test-results/shots/bad-address.png' })
})
