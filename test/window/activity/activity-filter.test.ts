import { describe, expect, it } from 'vitest'
import { noActivityFilter, readActivityFilter } from '@/features/activity/activity-filter.ts'

describe('the filter of the activity log', () => {
  it('is as it was last left', () => {
    const left = { ...noActivityFilter, text: 'PUT', site: 'thun', outcome: 'failed', from: '2026-03-01' }
    expect(readActivityFilter(JSON.parse(JSON.stringify(left)))).toEqual(left)
  })

  it('is the usual one where another version wrote what this one does not know', () => {
    expect(readActivityFilter({ text: 7, kind: 'robot', outcome: 'lost', from: 'yesterday' })).toEqual(
      noActivityFilter
    )
    for (const nothing of [null, 'text', 3]) expect(readActivityFilter(nothing)).toBeNull()
  })
})
