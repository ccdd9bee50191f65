import { describe, expect, it, vi } from 'vitest'
import HistoryBox from '@/features/settings/history-box.vue'
import LimitsBox from '@/features/settings/limits-box.vue'
import { fill, mounted, settled } from '../mounting.ts'

const input = (page: { find(name: string): HTMLElement }, name: string): HTMLInputElement =>
  page.find(name) as HTMLInputElement

describe('numbers that the program keeps', () => {
  it('are shown as they are, and saved as a whole once one was changed', async () => {
    const page = await mounted(LimitsBox, {})
    await settled()
    const save = page.find('save-limits') as HTMLButtonElement
    expect(Number(input(page, 'sitesAtOnce').value)).toBeGreaterThan(0)
    expect(save.disabled).toBe(true)
    const before = Number(input(page, 'sitesAtOnce').value)
    await fill(input(page, 'requestsPerSite'), '7')
    await vi.waitFor(() => expect(save.disabled).toBe(false))
    save.closest('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await vi.waitFor(() =>
      expect(page.program.calls.filter(call => call.name === 'limits.set').map(call => call.input)).toEqual([
        { requestsPerSite: 7, sitesAtOnce: before }
      ])
    )
    await vi.waitFor(() => expect(save.disabled).toBe(true))
  })

  it('are not saved where they contradict each other', async () => {
    const page = await mounted(HistoryBox, {})
    await settled()
    await fill(input(page, 'runsDays'), '10')
    await fill(input(page, 'itemsDays'), '20')
    expect((page.find('save-history') as HTMLButtonElement).disabled).toBe(true)
  })
})
