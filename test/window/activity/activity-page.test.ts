import { expect, it } from 'vitest'
import ActivityPage from '@/features/activity/activity-page.vue'
import { mounted } from '../mounting.ts'

it('says what a request was made for: the workflow by its name, and never the id of a step', async () => {
  const page = await mounted(ActivityPage, {}, { language: 'de', path: '/activity' })
  const rows = page.all('[data-row]').map(row => row.textContent)
  expect(rows.some(text => text.includes('Verbindung einrichten'))).toBe(true)
  expect(rows.some(text => text.includes('Lauf'))).toBe(true)
  expect(page.text()).not.toContain('koeniz/endpoint')
})
