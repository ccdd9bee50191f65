import { describe, expect, it } from 'vitest'
import { aroundPlaced } from '@/features/topology/placed.ts'
import { rings } from '@/features/topology/rings.ts'
import { tierLayout, type LayoutLink } from '@/features/topology/tier-layout.ts'

const size = { column: 300, row: 100 }
const link = (from: string, to: string): LayoutLink => ({ from, to })

describe('tier layout', () => {
  it('puts each site one column after the last that replicates to it', () => {
    const spots = tierLayout(
      ['a', 'b', 'c', 'd'],
      [link('a', 'b'), link('b', 'c'), link('a', 'c'), link('c', 'd')],
      size
    )
    expect(['a', 'b', 'c', 'd'].map(id => spots.get(id)!.x)).toEqual([0, 300, 600, 900])
  })

  it('stands twins side by side, in the direction that was there first', () => {
    const spots = tierLayout(['a', 'b'], [link('a', 'b'), link('b', 'a')], size)
    expect(spots.get('a')!.x).toBe(0)
    expect(spots.get('b')!.x).toBe(300)
  })

  it('takes a ring as one tier, and goes on behind it', () => {
    const spots = tierLayout(
      ['a', 'b', 'c', 'after'],
      [link('a', 'b'), link('b', 'c'), link('c', 'a'), link('b', 'after')],
      size
    )
    expect(new Set(['a', 'b', 'c'].map(id => spots.get(id)!.x))).toEqual(new Set([0]))
    expect(spots.get('after')!.x).toBe(300)
  })

  it('never lays two cards on each other', () => {
    const ids = Array.from({ length: 60 }, (_, i) => `s${i}`)
    const links = ids.slice(1).map((id, i) => link(`s${Math.floor(i / 3)}`, id))
    const spots = tierLayout(ids, links, size)
    const all = [...spots.values()]
    for (const [i, one] of all.entries()) {
      for (const other of all.slice(i + 1)) {
        expect(one.x !== other.x || Math.abs(one.y - other.y) >= size.row - 1).toBe(true)
      }
    }
  })

  it('stands sites without links in a block below the others', () => {
    const spots = tierLayout(['a', 'b', 'x', 'y'], [link('a', 'b')], size)
    expect(spots.get('x')!.y).toBeGreaterThan(spots.get('a')!.y)
    expect(spots.get('x')!.y).toBe(spots.get('y')!.y)
  })

  it('ignores links to sites that are not there, and a site linked with itself', () => {
    const spots = tierLayout(['a'], [link('a', 'gone'), link('a', 'a')], size)
    expect([...spots.keys()]).toEqual(['a'])
  })

  it('does the same each time', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const links = [link('a', 'c'), link('b', 'c'), link('c', 'd'), link('c', 'e')]
    expect([...tierLayout(ids, links, size)]).toEqual([...tierLayout(ids, links, size)])
  })

  it('lays out 800 sites and 1500 links well within 300 ms, in columns that are not endless', () => {
    const ids = Array.from({ length: 800 }, (_, i) => `s${i}`)
    const links = Array.from({ length: 1_500 }, (_, i) =>
      link(`s${(i * 7) % 200}`, `s${200 + ((i * 13) % 600)}`)
    )
    const begin = performance.now()
    const spots = tierLayout(ids, links, size)
    expect(performance.now() - begin).toBeLessThan(300)
    expect(spots.size).toBe(800)
    expect(Math.max(...[...spots.values()].map(spot => spot.y))).toBeLessThan(80 * size.row)
  })
})

describe('what the user placed', () => {
  const card = { width: 200, height: 60 }

  it('stays, and what the layout would put over it makes room', () => {
    const wanted = new Map([
      ['a', { x: 0, y: 0 }],
      ['b', { x: 0, y: 100 }],
      ['c', { x: 300, y: 0 }]
    ])
    const spots = aroundPlaced(wanted, { c: { x: 10, y: 20 } }, card, size)
    expect(spots.get('c')).toEqual({ x: 10, y: 20 })
    const all = [...spots.values()]
    for (const [i, one] of all.entries()) {
      for (const other of all.slice(i + 1)) {
        expect(Math.abs(one.x - other.x) >= card.width || Math.abs(one.y - other.y) >= card.height).toBe(true)
      }
    }
  })

  it('changes nothing where nothing was placed', () => {
    const wanted = new Map([['a', { x: 0, y: 0 }]])
    expect(aroundPlaced(wanted, {}, card, size)).toEqual(wanted)
  })
})

describe('rings', () => {
  it('finds what holds together, also in long chains', () => {
    const chain = Array.from({ length: 5_000 }, (_, i) => `s${i}`)
    const links = chain.slice(1).map((id, i) => link(chain[i]!, id))
    expect(new Set(rings(chain, links).values()).size).toBe(5_000)
    expect(new Set(rings(chain, [...links, link('s4999', 's0')]).values()).size).toBe(1)
  })
})
