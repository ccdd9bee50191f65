import { describe, expect, it } from 'vitest'
import {
  sameRecursion,
  tellingOptions,
  tellsRelations,
  withFormerRecursion
} from '../../../src-main/core/models/recursion-options.ts'

const needed = { told: ['category'], skipped: ['category.events', 'invitations'] }

describe('options of a data source whose relations have to be read', () => {
  it('are switched on with every branch pruned that nobody needs (F12)', () => {
    const options = tellingOptions({}, needed)
    expect(options).toEqual({
      recurse: '1',
      skippedRecursions: { '0': 'category.events', '1': 'invitations' }
    })
    expect(tellsRelations(options, needed)).toBe(true)
    expect(tellsRelations({}, needed)).toBe(false)
    expect(tellsRelations({ recurse: '0' }, needed)).toBe(false)
  })

  it('tell what is needed where somebody pruned just that, and prune for others what they pruned', () => {
    const former = { recurse: 1, skippedRecursions: { '0': 'category', '1': 'form' }, limit: 5 }
    expect(tellsRelations(former, needed)).toBe(false)
    const options = tellingOptions(former, needed)
    // Recursion was on for others: they go on to see what they saw.
    expect(options).toEqual({ recurse: '1', skippedRecursions: { '0': 'form' }, limit: 5 })
    expect(tellsRelations(options, needed)).toBe(true)
    const off = { skippedRecursions: { '0': 'category', '1': 'form' } }
    expect(tellsRelations(tellingOptions(off, needed), needed)).toBe(true)
  })

  it('come back as they were, beside what somebody changed since', () => {
    const former = { recurse: '0', limit: 5 }
    const now = tellingOptions(former, needed)
    expect(withFormerRecursion(now, former)).toBe(former)
    expect(withFormerRecursion({ ...now, limit: 9 }, former)).toEqual({ recurse: '0', limit: 9 })
    expect(withFormerRecursion(tellingOptions({}, needed), {})).toEqual({})
  })

  it('are the same however they are written', () => {
    const one = { recurse: '1', skippedRecursions: { '0': 'a', '1': 'b' } }
    expect(sameRecursion(one, { recurse: true, skippedRecursions: { '3': 'b', '4': 'a' } })).toBe(true)
    expect(sameRecursion(one, { recurse: '1', skippedRecursions: { '0': 'a' } })).toBe(false)
    expect(sameRecursion(one, { skippedRecursions: one.skippedRecursions })).toBe(false)
  })
})
