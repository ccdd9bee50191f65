import { describe, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { useSettings } from '@/features/settings/settings-store.ts'
import { mounted } from '../mounting.ts'

const nothing = defineComponent(() => () => null)
const names = (calls: readonly { name: string }[]): string[] => calls.map(({ name }) => name)
/** Longer than a choice waits before it is written. */
const later = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 600))

describe('a choice that is not written yet', () => {
  it('is written a moment later', async () => {
    const { program } = await mounted(nothing)
    useSettings().remember('runs.which', 'needs')
    await later()
    expect(names(program.calls)).toContain('settings.set')
  })

  it('may be left where a test ends', async () => {
    const { program } = await mounted(nothing)
    useSettings().remember('runs.which', 'needs')
    expect(names(program.calls)).not.toContain('settings.set')
  })

  it('is not written by the window that is gone into the program of the next one', async () => {
    const { program } = await mounted(nothing)
    await later()
    expect(names(program.calls)).not.toContain('settings.set')
  })
})
