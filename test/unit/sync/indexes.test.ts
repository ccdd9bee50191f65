import { describe, expect, it } from 'vitest'
import { TextColumn } from '../../../src-main/core/sync/columns.ts'
import { IdNumbers } from '../../../src-main/core/sync/id-numbers.ts'
import { MappingIndex } from '../../../src-main/core/sync/mapping-index.ts'

describe('numbers of ids', () => {
  it('tells apart what only looks like the same number, and finds everything again', () => {
    const ids = new IdNumbers()
    const odd = [
      '0',
      '00',
      '7',
      '07',
      '-7',
      '7.0',
      '1e3',
      '2147483647',
      '2147483648',
      '88/1',
      '88/2',
      '',
      'ä'
    ]
    const numbers = odd.map(id => ids.add(id))
    expect(numbers).toEqual(odd.map((_id, at) => at))
    expect(numbers.map(number => ids.id(number))).toEqual(odd)
    expect(odd.map(id => ids.add(id))).toEqual(numbers)
    expect(ids.find('8')).toBe(-1)
    expect(ids.find('99/1')).toBe(-1)
  })

  it('holds many, near to each other and far apart', () => {
    const ids = new IdNumbers()
    const many = Array.from({ length: 50_000 }, (_, at) => String(at % 2 === 0 ? at : at * 40_009))
    for (const [at, id] of many.entries()) expect(ids.add(id)).toBe(at)
    for (const [at, id] of many.entries()) if (ids.find(id) !== at || ids.id(at) !== id) throw new Error(id)
    expect(ids.size).toBe(many.length)
  })

  it.each([
    { what: 'ids in their order, without gaps', of: (at: number) => String(at + 5) },
    { what: 'ids in their order, with gaps', of: (at: number) => String(at * 3 + (at % 3)) },
    { what: 'an id out of order after many', of: (at: number) => String(at === 700 ? 3 : at * 2) },
    { what: 'text among them', of: (at: number) => (at === 700 ? '88/1' : String(at * 2)) },
    { what: 'text before all', of: (at: number) => (at < 2 ? `88/${at}` : String(at * 2)) },
    { what: 'the largest id there is', of: (at: number) => String(2_147_483_647 - 999 + at) }
  ])('finds $what, and nothing else', ({ of }) => {
    const ids = new IdNumbers()
    const many = Array.from({ length: 1_000 }, (_, at) => of(at))
    const held = new Set<string>()
    for (const [at, id] of many.entries()) {
      expect(ids.find(id)).toBe(-1)
      expect(ids.add(id)).toBe(at)
      held.add(id)
    }
    for (const [at, id] of many.entries())
      expect([ids.find(id), ids.id(at), ids.add(id)]).toEqual([at, id, at])
    for (let value = 0; value < 3_100; value++)
      if (!held.has(String(value))) expect(ids.find(String(value))).toBe(-1)
  })
})

describe('a column of texts', () => {
  it('gives back what it was given, whatever its length and letters', () => {
    const column = new TextColumn()
    column.set(3, 'abc')
    column.set(1_000, 'xyz')
    column.set(4, 'longer')
    column.set(5, '日本語')
    column.set(3, 'def')
    column.set(5, 'ghi')
    expect([3, 4, 5, 1_000].map(at => column.get(at))).toEqual(['def', 'longer', 'ghi', 'xyz'])
    expect([-1, 0, 6, 5_000].map(at => column.get(at))).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('an index of mappings', () => {
  it('leads both ways, forgets, counts, and knows doubled ones', () => {
    const index = new MappingIndex()
    index.addPair('1', '11')
    index.addPair('88/1', '99/1')
    index.addPair('2', '12')
    index.removePair('1', '11')
    expect(index.size).toBe(2)
    expect(index.localId('1')).toBeNull()
    expect(index.foreignId('11')).toBeNull()
    expect(index.localNumber('11')).toBe(-1)
    expect(index.localId('88/1')).toBe('99/1')
    expect(index.foreignId('12')).toBe('2')
    expect([...index.pairs()]).toEqual([
      ['88/1', '99/1'],
      ['2', '12']
    ])
    index.addPair('1', '13')
    expect([index.size, index.localId('1'), index.foreignId('13')]).toEqual([3, '13', '1'])
  })
})
