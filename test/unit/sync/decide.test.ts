import { describe, expect, it } from 'vitest'
import { decide } from '../../../src-main/core/sync/decide.ts'
import type { Difference } from '../../../src-main/core/sync/difference.ts'
import { defaultPolicy } from '../../../src-main/core/sync/policy.ts'

const conflict = (why: string): Difference => ({
  foreignId: '1',
  localId: '2',
  title: null,
  action: 'conflict',
  why,
  differences: []
})
const primaryWins = { ...defaultPolicy, conflicts: 'primary-wins' } as const
const replicaWins = { ...defaultPolicy, conflicts: 'replica-wins' } as const

describe('decide', () => {
  it('leaves every conflict to a person unless the link says otherwise', () => {
    expect(decide(conflict('edited-on-both'), defaultPolicy, false)?.action).toBe('conflict')
  })

  it.each([
    ['edited-on-replica', 'update'],
    ['edited-on-both', 'update'],
    ['deleted-and-edited', 'delete'],
    ['edited-and-deleted', 'create']
  ])('%s: the primary wins by %s, the replica by nothing', (why, action) => {
    expect(decide(conflict(why), primaryWins, false)?.action).toBe(action)
    expect(decide(conflict(why), replicaWins, false)).toBeNull()
  })

  it.each(['mapping-doubled', 'nothing-in-common', 'original'])('%s is never decided by a policy', why => {
    expect(decide(conflict(why), primaryWins, false)?.action).toBe('conflict')
    expect(decide(conflict(why), replicaWins, false)?.action).toBe('conflict')
  })

  it('leaves what was removed on the replica where the link says so, one way only', () => {
    const removed: Difference = { ...conflict('removed-on-replica'), action: 'create' }
    const leave = { ...defaultPolicy, removedThere: 'leave' } as const
    expect(decide(removed, defaultPolicy, false)).toBe(removed)
    expect(decide(removed, leave, false)).toBeNull()
    expect(decide(removed, leave, true)).toBe(removed)
  })
})
