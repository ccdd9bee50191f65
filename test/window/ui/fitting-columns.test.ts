import { describe, expect, it } from 'vitest'
import { columnWidths, dropOf, usualColumns } from '@/features/fleet/table/site-columns.ts'
import { fittingColumns } from '@/ui/fitting-columns.ts'

describe('the columns of a table', () => {
  const columns = [
    { key: 'name' },
    { key: 'state', width: '200px' },
    { key: 'when', width: '100px', drop: 1 },
    { key: 'tags', width: '100px', drop: 2 }
  ]
  const keys = (room: number): string[] => fittingColumns(columns, room).map(({ key }) => key)

  it('all stand there while there is room for a name beside them', () => {
    expect(keys(576)).toEqual(['name', 'state', 'when', 'tags'])
  })

  it('go one by one where there is less, what matters least first, and never the name', () => {
    expect(keys(575)).toEqual(['name', 'state', 'when'])
    expect(keys(475)).toEqual(['name', 'state'])
    expect(keys(100)).toEqual(['name', 'state'])
  })

  it('of the fleet leave room for names in the smallest window, also beside a panel', () => {
    const all = [
      { width: '44px' },
      {},
      ...usualColumns.map(key => ({ width: columnWidths[key], drop: dropOf(key) }))
    ]
    for (const room of [900 - 76, 900 - 76 - 344]) {
      const fixed = fittingColumns(all, room).reduce(
        (sum, { width = '0' }) => sum + Number.parseFloat(width),
        0
      )
      expect(room - fixed).toBeGreaterThan(120)
    }
  })
})
