import { describe, expect, it, vi } from 'vitest'
import DoctorPage from '@/features/doctor/doctor-page.vue'
import FleetPage from '@/features/fleet/fleet-page.vue'
import SchedulesPage from '@/features/schedules/schedules-page.vue'
import { click, mounted, settled } from '../mounting.ts'

describe('a page that is open already', () => {
  it('does what an address asks for, and again when it is asked for again', async () => {
    const page = await mounted(SchedulesPage, {}, { path: '/schedules' })
    for (let turn = 0; turn < 2; turn += 1) {
      await page.router.push({ name: 'schedules', query: { add: '' } })
      const dialog = await vi.waitFor(() => page.find('schedule-dialog'), 5_000)
      await settled()
      expect(page.router.currentRoute.value.query).toEqual({})
      const close = [...dialog.querySelectorAll('button')].find(one => one.textContent?.includes('Cancel'))
      await click(close!)
      await vi.waitFor(() => expect(page.all('[data-testid="schedule-dialog"]')).toHaveLength(0), 5_000)
    }
  })

  it('begins a site where the list of sites is open, which N asks for', async () => {
    const page = await mounted(FleetPage, {}, { path: '/fleet' })
    await page.router.push({ name: 'fleet', query: { add: '' } })
    await vi.waitFor(() => expect(page.all('[data-testid="site-address"]')).toHaveLength(1), 5_000)
  })

  it('shows the findings of the site that was just examined', async () => {
    const page = await mounted(DoctorPage, {}, { path: '/doctor' })
    expect(page.all('[data-row]')).toHaveLength(4)
    await page.router.push({ name: 'doctor', query: { site: 'thun' } })
    await settled()
    expect(page.all('[data-row]')).toHaveLength(1)
  })
})
