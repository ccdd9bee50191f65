import { describe, expect, it, vi } from 'vitest'
import { createPinia, setActivePinia } from 'pinia'
import { useProgram } from '@/bridge/program.ts'
import { useLinks } from '@/features/links/links-store.ts'
import { useStaging } from '@/features/links/staging-store.ts'
import { useUndo } from '@/features/undo/undo-store.ts'
import { fakeProgram, type FakeOptions } from '../fake-program.ts'

const rewriteRule = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'
const wish = (primaryId: string, replicaId: string) => ({
  primaryId,
  replicaId,
  models: [rewriteRule],
  delivery: 'compare' as const,
  bothWays: false
})

async function open(options: FakeOptions = {}) {
  const program = fakeProgram(options)
  useProgram(program)
  setActivePinia(createPinia())
  const staging = useStaging()
  await useLinks().ensure()
  const pairs = (): string[] => staging.staged.map(link => `${link.primaryId} ${link.replicaId}`)
  return { program, staging, undo: useUndo(), pairs }
}

describe('staged links', () => {
  it('can be several, and each can be taken back and staged again', async () => {
    const { staging, undo, pairs } = await open()
    await staging.stage(wish('bern', 'spiez'))
    await staging.stage(wish('bern', 'aare'))
    expect(pairs().sort()).toEqual(['bern aare', 'bern spiez'])
    expect((await undo.undo())?.word).toBe('stage')
    expect(pairs()).toEqual(['bern spiez'])
    await undo.redo()
    expect(pairs().sort()).toEqual(['bern aare', 'bern spiez'])
  })

  it('are discarded together, and come back together', async () => {
    const { staging, undo, pairs } = await open()
    await staging.stage(wish('bern', 'spiez'))
    await staging.stage(wish('bern', 'aare'))
    await staging.discard([...staging.staged])
    expect(pairs()).toEqual([])
    await undo.undo()
    expect(pairs().sort()).toEqual(['bern aare', 'bern spiez'])
  })

  it('are applied together, and have no way back here after that', async () => {
    const { program, staging, undo, pairs } = await open()
    await staging.stage(wish('bern', 'spiez'))
    await staging.stage(wish('bern', 'aare'))
    expect(await staging.applyAll()).toMatchObject({ done: 2, asking: [], failed: [] })
    await vi.waitFor(async () => {
      await useLinks().load()
      expect(pairs()).toEqual([])
    })
    expect(await undo.undo()).toBeNull()
    expect(program.calls.filter(call => call.name === 'workflows.discard')).toEqual([])
  })

  it('are left alone where a plan wants a tick first', async () => {
    const notices = [
      { kind: 'live-on-production' as const, severity: 'ask' as const, about: 'Spiez', evidence: {} }
    ]
    const { program, staging, pairs } = await open({ notices })
    await staging.stage(wish('bern', 'spiez'))
    const { done, asking } = await staging.applyAll()
    expect([done, asking.map(link => link.replicaId)]).toEqual([0, ['spiez']])
    expect(program.calls.some(call => call.name === 'workflows.apply')).toBe(false)
    expect(pairs()).toEqual(['bern spiez'])
  })
})
