import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useProgram } from '@/bridge/program.ts'
import { useTopology } from '@/features/topology/topology-store.ts'
import { useUndo } from '@/features/undo/undo-store.ts'
import { fakeProgram, type FakeProgram } from '../fake-program.ts'

describe('sites that are moved together', () => {
  let program: FakeProgram

  beforeEach(() => {
    program = fakeProgram()
    useProgram(program)
    setActivePinia(createPinia())
  })

  it('are one step to undo, and one to do again', async () => {
    const topology = useTopology()
    const undo = useUndo()
    await topology.load()
    const before = topology.placed
    const spots = { thun: { x: 10, y: 20 }, bern: { x: 310, y: 20 } }
    await topology.place(spots)
    expect(topology.placed).toMatchObject(spots)
    expect(program.calls.filter(({ name }) => name === 'topology.place')).toHaveLength(2)
    expect(undo.canUndo).toBe('moveMany')
    await undo.undo()
    expect(topology.placed).toEqual(before)
    expect(undo.canUndo).toBeNull()
    await undo.redo()
    expect(topology.placed).toMatchObject(spots)
  })

  it('are named as one where there is only one', async () => {
    await useTopology().place({ thun: { x: 1, y: 2 } })
    expect(useUndo().canUndo).toBe('move')
  })
})
