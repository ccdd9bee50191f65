import { describe, expect, it } from 'vitest'
import { removalsInDoubt, type RemovalPlan } from '../../../src-main/core/sync/guard-removals.ts'

const plan = (removals: number, mapped: number, primaryEmpty = false): RemovalPlan => ({
  model: 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule',
  shortName: 'RewriteRule',
  removals,
  mapped,
  primaryEmpty
})

describe('removalsInDoubt', () => {
  it('lets few removals go', () => {
    expect(removalsInDoubt([plan(10, 20)], 0)).toBeNull()
    expect(removalsInDoubt([plan(50, 1000)], 0)).toBeNull()
  })

  it('stops more than ten that are more than ten per cent of the link', () => {
    expect(removalsInDoubt([plan(11, 100)], 0)?.code).toBe('removals-need-confirmation')
    expect(removalsInDoubt([plan(11, 100), plan(0, 900)], 0)).toBeNull()
  })

  it('stops where a model would lose all that it has on the replica, even a single entity', () => {
    expect(removalsInDoubt([plan(1, 1), plan(0, 5000)], 0)?.message).toContain('all that the replica has')
  })

  it('stops anything while the primary shows nothing', () => {
    expect(removalsInDoubt([plan(2, 5, true), plan(0, 5000)], 0)?.message).toContain('no RewriteRule at all')
  })

  it('goes as far as a person allowed, and no further', () => {
    expect(removalsInDoubt([plan(8, 8, true)], 8)).toBeNull()
    expect(removalsInDoubt([plan(9, 9, true)], 8)?.details).toEqual({ removals: 9, mapped: 9 })
  })
})
