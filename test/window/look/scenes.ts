import type { Page } from '@playwright/test'

export interface Scene {
  readonly name: string
  readonly path: string
  readonly options?: object
  act?(page: Page): Promise<unknown>
}

async function toScript(page: Page): Promise<void> {
  await page.getByTestId('add-site').or(page.getByTestId('first-add-site')).first().click()
  await page.getByTestId('site-name').fill('Ferienregion Gantrisch')
  await page.getByTestId('site-address').fill('https://www.ferienregion-gantrisch.example')
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('endpoint-checks').waitFor()
}

export const scenes: readonly Scene[] = [
  { name: 'first-run', path: '/fleet', options: { empty: true } },
  { name: 'fleet-table', path: '/fleet' },
  { name: 'fleet-site', path: '/fleet?site=koeniz' },
  {
    name: 'fleet-chosen',
    path: '/fleet',
    act: async page => {
      await page.getByRole('checkbox').nth(2).check()
      await page.getByRole('checkbox').nth(4).check()
    }
  },
  {
    name: 'wizard-address',
    path: '/fleet',
    act: async page => {
      await page.getByTestId('add-site').click()
      await page.getByTestId('site-address').fill('http://thun')
      await page.getByTestId('wizard-next').click()
    }
  },
  {
    name: 'wizard-script',
    path: '/fleet',
    act: async page => {
      await toScript(page)
      await page.waitForTimeout(3_400)
      await page.locator('.sql-line').nth(5).hover()
    }
  },
  {
    name: 'wizard-details',
    path: '/fleet',
    act: async page => {
      await toScript(page)
      await page.waitForTimeout(12_500)
      await page.getByTestId('wizard-enrol').click()
    }
  },
  {
    name: 'wizard-done',
    path: '/fleet',
    act: async page => {
      await toScript(page)
      await page.waitForTimeout(12_500)
      await page.getByTestId('wizard-enrol').click()
      await page.getByTestId('wizard-save').click()
    }
  },
  {
    name: 'remove-site',
    path: '/fleet?site=thun',
    act: page => page.getByTestId('remove-site').click()
  }
]
