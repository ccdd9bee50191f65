import { describe, expect, it } from 'vitest'
import { placeOf, putDown, takenAlong, toggled, withTouched } from '@/features/topology/canvas/carried.ts'
import type { Block } from '@/features/topology/canvas/far/scene.ts'

const at = (id: string, x: number, y: number) => ({ id, kind: 'site' as const, position: { x, y } })
const nodes = new Map([at('a', 0, 0), at('b', 300, 40), at('c', 600, 0)].map(node => [node.id, node]))
const ids = new Set(['a', 'b'])

describe('cards on their way', () => {
  it('all go the same way, in whole pixels, and stand to each other as before', () => {
    const put = putDown(nodes, { ids, tag: null, by: { x: 10.4, y: -20.6 } })
    expect(put).toEqual({ a: { x: 10, y: -21 }, b: { x: 310, y: 19 } })
  })

  it('that come back to where they were are not moved at all', () => {
    expect(putDown(nodes, { ids, tag: null, by: { x: 0.3, y: -0.2 } })).toEqual({})
  })

  it('that are gone meanwhile are left out', () => {
    const put = putDown(nodes, { ids: new Set(['a', 'gone']), tag: null, by: { x: 5, y: 0 } })
    expect(Object.keys(put)).toEqual(['a'])
  })

  it('are shown where the hand is, and the others where they stand', () => {
    const carried = { ids, tag: null, by: { x: 7, y: 8 } }
    expect(placeOf(nodes.get('a')!, carried)).toEqual({ x: 7, y: 8 })
    expect(placeOf(nodes.get('c')!, carried)).toEqual({ x: 600, y: 0 })
    expect(placeOf(nodes.get('a')!, null)).toEqual({ x: 0, y: 0 })
  })
})

describe('what is chosen', () => {
  it('goes along with each of its cards, but not with another', () => {
    expect(takenAlong('a', ids, nodes)).toEqual(ids)
    expect(takenAlong('c', ids, nodes)).toEqual(new Set(['c']))
    expect(takenAlong('a', new Set(['a', 'out of sight']), nodes)).toEqual(new Set(['a']))
  })

  it('grows and shrinks by single cards', () => {
    expect(toggled(ids, 'c')).toEqual(new Set(['a', 'b', 'c']))
    expect(toggled(ids, 'b')).toEqual(new Set(['a']))
    expect(ids).toEqual(new Set(['a', 'b']))
  })

  it('takes in what a frame touches, and no group that is one card', () => {
    const block = (id: string, x: number, flag: Block['flag']): Block => ({
      id,
      flag,
      x,
      y: 0,
      width: 184,
      height: 92,
      tone: 'ok'
    })
    const blocks = [block('a', 0, 'test'), block('b', 300, 'production'), block('group:x', 200, 'group')]
    const frame = { x: 150, y: 50, width: 200, height: 10 }
    expect(withTouched(new Set(['z']), blocks, frame)).toEqual(new Set(['z', 'a', 'b']))
    expect(withTouched(new Set(), blocks, { ...frame, width: 20 })).toEqual(new Set(['a']))
  })
})
