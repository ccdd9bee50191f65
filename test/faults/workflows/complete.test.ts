import { describe, expect, it } from 'vitest'
import { workflowKinds } from '../../../src-main/core/workflow/records.ts'
import { journeys } from './journeys/all.ts'

describe('the journeys', () => {
  it('are of every kind of workflow that there is', () => {
    expect([...new Set(journeys.map(({ kind }) => kind))].sort()).toEqual([...workflowKinds].sort())
  })

  it('have names of their own, from which each draws its chance', () => {
    expect(new Set(journeys.map(({ name }) => name)).size).toBe(journeys.length)
  })
})
