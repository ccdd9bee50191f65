import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './fleet-fixture.ts'
import { linkUp } from './linked.ts'

test('three sites come in from a table, are enrolled together, and are tagged, untagged and examined at once', async ({
  window,
  program,
  startSite
}) => {
  const sites = [await startSite('Portal', 2), await startSite('Town', 1), await startSite('Village', 1)]
  const table = [
    'name;address;environment;tags;main domain',
    ...sites.map(({ name, double, mainDomain }) => `${name};${double.url};test;customer a;${mainDomain}`),
    'Broken;not an address;test;;'
  ].join('\n')
  await window.getByTestId('first-import').click()
  await window
    .getByTestId('sheet-file')
    .setInputFiles({ name: 'sites.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
  await expect(window.getByTestId('import-preview')).toContainText('The address is none')
  expect(await program.call('sites.list', {})).toEqual([])
  await window.getByTestId('confirm-import').click()
  await expect.poll(async () => (await program.call('sites.list', {})).length).toBe(3)

  // One script a site, each with a key of its own, and none of them in the window.
  await window.getByTestId('save-scripts').click()
  const { dataDirectory } = await program.call('app.info', {})
  const folder = join(dataDirectory, 'enrolment')
  await expect.poll(() => readdir(folder).catch(() => [])).toHaveLength(3)
  for (const site of sites) {
    const name = (await readdir(folder)).find(file => file.startsWith(site.name.toLowerCase()))!
    const key = /'([a-z0-9]{32})'/.exec(await readFile(join(folder, name), 'utf8'))![1]!
    expect(await window.content()).not.toContain(key)
    site.double.admin.enrol(key)
  }
  await expect(window.getByTestId('enrol-ready')).toContainText('3')
  await window.screenshot({ path: 'test-results/shots/import.png' })
  await window.getByTestId('enrol-ready').click()
  await expect
    .poll(
      async () => (await program.call('sites.list', {})).filter(({ state }) => state === 'enrolled').length
    )
    .toBe(3)
  await window.getByTestId('close-import').click()

  const tags = async (): Promise<string[]> =>
    (await program.call('sites.list', {})).map(site => site.tags.join(','))
  await window.getByRole('checkbox', { name: 'Choose all shown sites' }).check()
  await window.getByTestId('bulk-tag').click()
  const field = window.getByTestId('bulk-tags').getByRole('combobox')
  await field.fill('north')
  await field.press('Enter')
  await window.getByTestId('apply-tags').click()
  await expect(window.getByTestId('bulk-results')).toContainText('3 of 3')
  expect(await tags()).toEqual(Array(3).fill('customer a,north'))
  await window.getByTestId('close-bulk').click()
  await window.getByTestId('toast-undo').click()
  await expect.poll(tags).toEqual(Array(3).fill('customer a'))

  await window.getByTestId('bulk-examine').click()
  await expect(window.getByTestId('bulk-results')).toContainText('3 of 3', { timeout: 30_000 })
})

test('replicas are linked like one that is linked already, after all plans were seen', async ({
  window,
  program,
  enrolSite
}) => {
  const portal = await enrolSite('Portal', 3)
  const town = await enrolSite('Town', 0)
  const others = [await enrolSite('Lake', 0), await enrolSite('Village', 0)]
  await linkUp(program, portal.id, town.id)

  for (const { name } of others)
    await window.getByRole('checkbox', { name: `Choose ${name}`, exact: true }).check()
  await window.getByTestId('bulk-link').click()
  const dialog = window.getByTestId('link-like')
  await dialog.getByRole('combobox').selectOption({ index: 1 })
  await dialog.getByTestId('plan-like').click()
  await expect(dialog.getByTestId('apply-like')).toBeEnabled({ timeout: 20_000 })
  for (const { double } of others) expect(double.admin.rows('core_module_data_access_apikey')).toHaveLength(1)
  await dialog.getByTestId('apply-like').click()
  await expect
    .poll(
      async () =>
        (await program.call('links.list', {})).filter(
          ({ state, primaryId }) => state === 'ready' && primaryId === portal.id
        ).length,
      { timeout: 30_000 }
    )
    .toBe(3)
  await dialog.getByTestId('close-like').click()
  await expect(window.getByTestId('site-table')).toContainText('Village')
})

test('a site tells on its page what stands on it, and never a key', async ({ window, enrolSite }) => {
  const portal = await enrolSite('Portal', 2)
  await window.getByTestId('site-table').getByText('Portal').click()
  await window.getByTestId('open-site').click()
  await expect(window.getByTestId('inventory')).toContainText('Rexxfleet')
  await expect(window.getByTestId('inventory')).toContainText('Key number')
  expect(await window.content()).not.toContain(portal.key)
})

test('a link gets a schedule, and its next time is shown', async ({ window, program, enrolSite }) => {
  const portal = await enrolSite('Portal', 1)
  const town = await enrolSite('Town', 0)
  await linkUp(program, portal.id, town.id)
  await window.keyboard.press('g')
  await window.keyboard.press('s')
  await window.getByTestId('add-schedule').click()
  await window
    .getByTestId('schedule-dialog')
    .getByLabel('Choose a link')
    .selectOption({ label: 'Portal to Town' })
  await window.getByTestId('schedule-minutes').fill('30')
  await window.getByTestId('save-schedule').click()
  await expect(window.getByTestId('schedules')).toContainText('every 30 minutes')
  expect(await program.call('schedules.list', {})).toMatchObject([{ rhythm: { minutes: 30 }, enabled: true }])

  await window.getByTestId('remove-schedule').click()
  await expect.poll(async () => (await program.call('schedules.list', {})).length).toBe(0)
  await window.getByTestId('toast-undo').click()
  await expect.poll(async () => (await program.call('schedules.list', {})).length).toBe(1)
})

test('a topology goes out with its keys and comes in again', async ({ window, program, enrolSite }) => {
  const folder = await mkdtemp(join(tmpdir(), 'rexxfleet-files-'))
  const path = join(folder, 'fleet.json')
  const portal = await enrolSite('Portal', 1)
  await window.getByTestId('nav-files').click()
  const files = window.locator('.file-box')
  await files.first().getByTestId('path').fill(path)
  await files.first().getByText('With the management keys').click()
  const passphrase = 'a long passphrase, twice'
  for (const field of await files.first().locator('input[type="password"]').all())
    await field.fill(passphrase)
  await window.getByTestId('export-topology').click()
  await expect(files.first()).toContainText('holds 1 site, no links and 1 key')
  expect(await readFile(path, 'utf8')).not.toContain(portal.key)

  await program.call('sites.remove', { siteId: portal.id, keepEnrolment: true })
  await files.nth(1).getByRole('textbox').fill(path)
  await window.getByTestId('look-topology').click()
  await expect(window.getByTestId('import-plan')).toContainText('Comes in')
  expect(await program.call('sites.list', {})).toEqual([])
  await window.getByTestId('import-passphrase').fill(passphrase)
  await window.getByTestId('import-topology').click()
  await expect
    .poll(async () => (await program.call('sites.list', {})).map(({ name }) => name))
    .toEqual(['Portal'])
  expect(await window.content()).not.toContain(passphrase)
  await rm(folder, { recursive: true, force: true })
})
