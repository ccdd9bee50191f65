import type { Scene } from './scenes.ts'

/** What the doctor cannot decide by itself, and what it mends in part. */
const undecided: readonly Scene[] = (
  [
    ['sender', 'koeniz', 'sender-name-differs'],
    ['twin-models', 'abnahme', 'twins-disagree'],
    ['twin-pairs', 'thun', 'twins-disagree'],
    ['unmapped', 'tourismus', 'entity-unmapped'],
    ['host-name', 'bern', 'host-name-differs']
  ] as const
).map(([name, site, kind]) => ({
  name: `doctor-choice-${name}`,
  path: '/doctor',
  options: { undecided: true },
  act: async page => {
    await page.locator(`[data-row^="${site}/${kind}/"]`).click()
    await page.getByTestId('finding-panel').waitFor()
  }
}))

/** Schedules, files, what the doctor asks, links by their state, and the sheet of shortcuts. */
export const pageScenes: readonly Scene[] = [
  ...undecided,
  {
    name: 'doctor-undecided',
    path: '/doctor',
    options: { undecided: true },
    act: async page => {
      await page.locator('[data-row^="abnahme/twins-disagree/"]').click()
      await page.getByTestId('mend').click()
      await page.getByTestId('mend-dialog').getByRole('alert').waitFor()
    }
  },
  { name: 'doctor-undecided-list', path: '/doctor', options: { undecided: true } },
  { name: 'link-queue', path: '/topology?link=abnahme-spiez' },
  { name: 'link-jammed', path: '/topology?link=tourismus-interlaken' },
  { name: 'link-running', path: '/topology?link=vorlagen-koeniz' },
  { name: 'schedules', path: '/schedules' },
  { name: 'graph-none', path: '/topology', options: { empty: true } },
  { name: 'runs-none', path: '/runs', options: { empty: true } },
  { name: 'activity-none', path: '/activity', options: { empty: true } },
  { name: 'schedules-none', path: '/schedules', options: { empty: true } },
  {
    name: 'schedules-edit',
    path: '/schedules',
    act: async page => {
      await page.locator('[data-row="nightly"]').click()
      await page.getByTestId('schedule-dialog').waitFor()
    }
  },
  {
    name: 'activity-calendar',
    path: '/activity',
    act: async page => {
      await page.locator('.day-field .btn').first().click()
      await page.getByRole('grid').waitFor()
    }
  },
  {
    name: 'schedules-wrong',
    path: '/schedules',
    act: async page => {
      await page.locator('[data-row="nightly"]').click()
      await page.getByTestId('schedule-dialog').locator('.time-field').first().fill('25:00')
      await page.getByTestId('save-schedule').click()
      await page.getByTestId('field-tip').waitFor()
    }
  },
  { name: 'files', path: '/files' },
  {
    name: 'files-import',
    path: '/files',
    act: async page => {
      await page.locator('.file-box').nth(1).getByRole('textbox').fill('/home/agentur/fleet.json')
      await page.getByTestId('look-topology').click()
    }
  },
  {
    name: 'cheat-sheet',
    path: '/fleet',
    act: async page => {
      await page.keyboard.press('?')
      await page.getByTestId('cheat-sheet').waitFor()
    }
  }
]
