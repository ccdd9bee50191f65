import { describe, expect, it } from 'vitest'
import { askFirst } from '@/app/first-calls.ts'
import { start } from '@/app/start.ts'
import { useProgram } from '@/bridge/program.ts'
import '@/features/fleet/fleet-page.vue'
import { fakeProgram, type FakeProgram } from '../fake-program.ts'
import { settled } from '../mounting.ts'

/** Starts the window as its page does, and tells what the first mount showed. */
async function started(program: FakeProgram): Promise<string[]> {
  document.body.innerHTML = '<div id="app"></div>'
  location.hash = '#/fleet'
  const mounts: string[] = []
  const watcher = new MutationObserver(() => {
    const page = document.querySelector('.page-skeleton, .data-row')
    if (document.querySelector('.app')) mounts.push(page?.className ?? 'nothing')
  })
  watcher.observe(document, { childList: true, subtree: true })
  useProgram(program)
  askFirst()
  await start()
  await settled(1)
  watcher.disconnect()
  return mounts
}

describe('the start of the window', () => {
  it('draws the list at once, with what was asked for ahead and nothing asked twice', async () => {
    const program = fakeProgram()
    const mounts = await started(program)
    expect(mounts[0]).toContain('data-row')
    const asked = program.calls.map(({ name }) => name)
    expect(asked).toEqual([...new Set(asked)])
    expect(asked).toContain('doctor.last')
  })
})
