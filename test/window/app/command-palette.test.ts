import { describe, expect, it, vi } from 'vitest'
import CommandPalette from '@/app/command-palette.vue'
import { matching } from '@/app/palette-entries.ts'
import { fill, mounted, settled } from '../mounting.ts'

const entry = (text: string, note = '') => ({ id: text, icon: 'fleet' as const, text, note })

describe('the command palette', () => {
  it('finds what holds every word, and shows first what begins with them', () => {
    const entries = [
      entry('Sync Thun'),
      entry('Stadt Thun'),
      entry('Thun Tourismus'),
      entry('Bern', 'thun.example')
    ]
    expect(matching(entries, 'thun', 9).map(({ text }) => text)).toEqual([
      'Thun Tourismus',
      'Sync Thun',
      'Stadt Thun',
      'Bern'
    ])
    expect(matching(entries, 'thun stadt', 9).map(({ text }) => text)).toEqual(['Stadt Thun'])
  })

  it('leads to a site by keyboard alone', async () => {
    const page = await mounted(CommandPalette, { open: true })
    await settled()
    const field = page.find('palette-field')
    await fill(field, 'köniz')
    expect(page.all('[data-hit]').length).toBeGreaterThan(1)
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    await vi.waitFor(() => expect(page.router.currentRoute.value.fullPath).toBe('/sites/koeniz'), 5_000)
  })

  it('does what was asked for before the sites were there, once they are', async () => {
    const answers = Promise.withResolvers<void>()
    const page = await mounted(CommandPalette, { open: true }, { held: answers.promise })
    await fill(page.find('palette-field'), 'new key for stadt thun')
    expect(page.all('[data-hit]')).toHaveLength(0)
    page.find('palette-field').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    answers.resolve()
    await vi.waitFor(
      () => expect(page.router.currentRoute.value.fullPath).toBe('/sites/thun?do=rotate'),
      5_000
    )
  })

  it.each([
    ['deregister stadt thun', '/topology?link=thun-koeniz&do=deregister'],
    ['purge stadt thun', '/topology?link=thun-koeniz&do=purge'],
    ['change stadt thun', '/topology?link=thun-koeniz&do=edit'],
    ['new key for stadt thun', '/sites/thun?do=rotate']
  ])('leads to where it is done: %s', async (asked, address) => {
    const page = await mounted(CommandPalette, { open: true })
    await settled()
    await fill(page.find('palette-field'), asked)
    page.find('palette-field').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    await vi.waitFor(() => expect(page.router.currentRoute.value.fullPath).toBe(address), 5_000)
  })

  it('starts a sync and leads to its run', async () => {
    const page = await mounted(CommandPalette, { open: true })
    await settled()
    await fill(page.find('palette-field'), 'sync stadt thun')
    page.find('palette-field').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    await vi.waitFor(() => expect(page.router.currentRoute.value.name).toBe('run'), 5_000)
    expect(page.program.calls.map(call => call.name)).toContain('runs.start')
  })
})
