import type { Scene } from './scenes.ts'

/** Schedules, files, and the sheet of shortcuts. */
export const pageScenes: readonly Scene[] = [
  { name: 'schedules', path: '/schedules' },
  { name: 'schedules-none', path: '/schedules', options: { empty: true } },
  {
    name: 'schedules-edit',
    path: '/schedules',
    act: async page => {
      await page.locator('[data-row="nightly"]').click()
      await page.getByTestId('schedule-dialog').waitFor()
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
