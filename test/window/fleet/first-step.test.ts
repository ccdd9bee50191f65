import { describe, expect, it } from 'vitest'
import DoctorPage from '@/features/doctor/doctor-page.vue'
import RunsPage from '@/features/runs/runs-page.vue'
import SchedulesPage from '@/features/schedules/schedules-page.vue'
import { mounted } from '../mounting.ts'

/** The buttons and links that a page offers where it has nothing to show. */
const offered = (page: { all(selector: string): HTMLElement[] }): string[] =>
  page.all('.teaching :is(a, button)').map(one => one.textContent.trim())

describe('an empty page', () => {
  it('offers no act that needs sites where there are none, and leads to them', async () => {
    for (const component of [RunsPage, SchedulesPage, DoctorPage]) {
      const page = await mounted(component, {}, { empty: true })
      expect(offered(page)).toEqual(['Go to the fleet'])
      expect(page.find('needs-sites').textContent).toContain('sites in the fleet')
      page.wrapper.unmount()
    }
  })
})
