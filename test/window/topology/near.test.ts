import { describe, expect, it } from 'vitest'
import { chipPlaces, type ChipPlace } from '@/features/topology/canvas/chip-places.ts'
import {
  blockAt,
  blocksOf,
  curveBetween,
  isFreeAt,
  lineAt,
  sceneOf,
  type Block,
  type Line
} from '@/features/topology/canvas/far/scene.ts'
import { chipSpot, type Point } from '@/features/topology/canvas/edge-geometry.ts'
import { fewCards, inSight, nearOf, neighbour } from '@/features/topology/canvas/near.ts'
import { fitting, seen, toGraph } from '@/features/topology/canvas/view.ts'
import { graphLayout } from '@/features/topology/graph-layout.ts'
import { cardNodes, compactCard, layoutInput, linkEdges } from '@/features/topology/graph-mapping.ts'
import { keepSameItems } from '@/features/topology/same.ts'
import { fakeLinks, fakeSites, manyLinks, manySites } from '../fake-fleet.ts'

function sceneFor(sites: ReturnType<typeof fakeSites>, links: ReturnType<typeof fakeLinks>) {
  const spots = graphLayout(layoutInput(sites, links), compactCard, {})
  return sceneOf(blocksOf(cardNodes(sites, links, spots), compactCard), linkEdges(links, new Map(), null))
}
const large = sceneFor(manySites(800), manyLinks(1_500, 800))
const small = sceneFor(fakeSites(), fakeLinks())
const pane = { width: 860, height: 750 }
const none = new Set<string>()

describe('what is near', () => {
  it('is everything where there are few cards', () => {
    const near = nearOf(small, { x: 0, y: 0, zoom: 0.1, ...pane }, none)
    expect(near.cards).toHaveLength(small.blocks.length)
    expect(near.lines).toHaveLength(small.lines.length)
  })

  it('is of many cards those in sight, the nearest to the middle first', () => {
    const middle = large.blocks[400]!
    const view = { ...pane, zoom: 1, x: 430 - middle.x - 92, y: 375 - middle.y - 46 }
    const near = nearOf(large, view, none)
    expect(near.cards[0]).toBe(middle.id)
    expect(near.cards.length).toBeGreaterThan(3)
    expect(near.cards.length).toBeLessThan(40)
    // Each line has both its ends, if only as an empty place.
    const places = new Set([...near.cards, ...near.stubs])
    for (const id of near.lines) {
      const line = large.lines.find(one => one.id === id)!
      expect(places.has(line.source) && places.has(line.target)).toBe(true)
    }
  })

  it('is from far away only what was pinned', () => {
    const view = { ...pane, ...fitting(large.bounds!, pane) }
    expect(view.zoom).toBeLessThan(0.35)
    expect(nearOf(large, view, none).cards).toEqual([])
    expect(nearOf(large, view, new Set(['s7'])).cards).toEqual(['s7'])
  })

  it('never is so much that the page gets heavy', () => {
    expect(large.blocks.length).toBeGreaterThan(fewCards)
    for (const zoom of [0.36, 0.5, 0.6, 1]) {
      const bounds = large.bounds!
      const view = { ...pane, zoom, x: -(bounds.width / 2) * zoom, y: -(bounds.height / 2) * zoom }
      const near = nearOf(large, view, none)
      expect(near.cards.length + near.stubs.length).toBeLessThan(400)
      expect(near.cards.length * 18 + near.lines.length * 14 + near.stubs.length * 2).toBeLessThan(12_000)
    }
  })
})

describe('the picture behind the cards', () => {
  it('knows which card and which line is at a point', () => {
    const card = small.byId.get('bern')!
    expect(blockAt(small, { x: card.x + 5, y: card.y + 5 })).toBe('bern')
    expect(blockAt(small, { x: card.x - 30, y: card.y - 30 })).toBeNull()
    const { id, curve } = small.lines[0]!
    expect(lineAt(small, curve.from, 6)).toBe(id)
    expect(lineAt(small, { x: -5_000, y: -5_000 }, 6)).toBeNull()
  })

  it('fits between the bars, and its points are found again', () => {
    const view = { ...pane, ...fitting(small.bounds!, pane) }
    const window = seen(view)
    expect(window.x).toBeLessThan(small.bounds!.x)
    expect(window.x + window.width).toBeGreaterThan(small.bounds!.x + small.bounds!.width)
    expect(toGraph(view, { x: view.x, y: view.y })).toEqual({ x: 0, y: 0 })
  })
})

const at = ({ x, y }: Point): Point => ({ x, y })

/** Whether two chips, or a chip and a sign, lie beside each other. */
function apart(one: ChipPlace, other: ChipPlace): boolean {
  const [a, b] = [one, other].map(({ room }) => (room === 'whole' ? 156 : 34))
  return Math.abs(one.x - other.x) >= (a! + b!) / 2 || Math.abs(one.y - other.y) >= 36
}

describe('a chip', () => {
  it('stands on its line, and on no card where the line has a free place', () => {
    for (const { curve } of small.lines) {
      const spot = chipSpot(curve, 184, point => isFreeAt(small.blocks, point))
      expect(isFreeAt(small.blocks, spot)).toBe(true)
    }
    const { curve } = small.lines[0]!
    expect(chipSpot(curve, 184, () => false)).toEqual(chipSpot(curve, 184))
  })

  it('hides no other where lines cross, and that of the line on top has the better place', () => {
    const block = (id: string, x: number, y: number): Block =>
      ({ id, x, y, width: 184, height: 92, flag: 'test', tone: 'ok' }) as const
    const blocks = [block('a', 0, 0), block('b', 0, 300), block('c', 500, 0), block('d', 500, 300)]
    const [a, b, c, d] = blocks as [Block, Block, Block, Block]
    const lines = [
      [a, d],
      [b, c]
    ].map(([from, to], at) => ({ id: `line-${at}`, curve: curveBetween(from!, to!) }) as Line)
    expect(chipSpot(lines[0]!.curve, 184)).toMatchObject({ x: chipSpot(lines[1]!.curve, 184).x })
    const places = chipPlaces(lines, blocks, compactCard)
    const [under, top] = [places.get('line-0')!, places.get('line-1')!]
    expect(top).toMatchObject(at(chipSpot(lines[1]!.curve, 184)))
    expect(apart(under, top)).toBe(true)
  })

  it('leaves its place to the one that has no other', () => {
    const block = (id: string, x: number, y: number): Block =>
      ({ id, x, y, width: 184, height: 92, flag: 'test', tone: 'ok' }) as const
    const [a, b] = [block('a', 0, 300), block('b', 368, 300)]
    const [above, below] = [block('above', 0, 0), block('below', 368, 600)]
    const line = (id: string, from: Block, to: Block): Line => ({ id, curve: curveBetween(from, to) }) as Line
    const lines = [line('short', a, b), line('long', above, below)]
    const places = chipPlaces(lines, [a, b, above, below], compactCard)
    expect(places.get('short')).toMatchObject(at(chipSpot(lines[0]!.curve, 184)))
    expect(places.get('long')).not.toMatchObject(at(chipSpot(lines[1]!.curve, 184)))
  })

  it('lies on no other, however many lines there are: what finds no room is a sign, or waits to be pointed at', () => {
    const places = chipPlaces(large.lines, large.blocks, compactCard)
    expect(places.size).toBe(large.lines.length)
    const shown = [...places.values()].filter(({ room }) => room !== 'none')
    const hidden = shown.filter((one, n) => shown.slice(n + 1).some(other => !apart(one, other)))
    expect(hidden).toEqual([])
    expect(shown.filter(({ room }) => room === 'whole').length).toBeGreaterThan(large.lines.length * 0.8)
    expect([...chipPlaces(small.lines, small.blocks, compactCard).values()].map(({ room }) => room)).toEqual(
      small.lines.map(() => 'whole')
    )
  })

  it('of what needs somebody has the room that a good state would have had', () => {
    const [first, ...rest] = Array.from({ length: 30 }, (_, n): Line => {
      return { ...small.lines[0]!, id: `line-${n}`, tone: n === 0 ? 'bad' : 'ok' }
    })
    const places = chipPlaces([first!, ...rest], small.blocks, compactCard)
    expect(places.get('line-0')).toMatchObject({ room: 'whole', ...at(chipSpot(first!.curve, 184)) })
    expect([...places.values()].filter(({ room }) => room === 'none').length).toBeGreaterThan(10)
  })
})

describe('the arrow keys', () => {
  it('lead to the next card in their direction and nowhere else', () => {
    const right = neighbour(small, 'bern', 'ArrowRight')!
    expect(small.byId.get(right)!.x).toBeGreaterThan(small.byId.get('bern')!.x)
    expect(neighbour(small, right, 'ArrowLeft')).not.toBeNull()
    expect(neighbour(small, 'bern', 'x')).toBeNull()
    const leftmost = [...small.blocks].sort((a, b) => a.x - b.x)[0]!
    expect(neighbour(small, leftmost.id, 'ArrowLeft')).toBeNull()
  })

  it('reach every card from every other', () => {
    const reached = new Set(['bern'])
    const way = ['bern']
    for (let id = way.pop(); id !== undefined; id = way.pop()) {
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
        const next = neighbour(small, id, key)
        if (next && !reached.has(next)) {
          reached.add(next)
          way.push(next)
        }
      }
    }
    expect(reached.size).toBe(small.blocks.length)
  })

  it('know what is in sight', () => {
    const view = { ...pane, zoom: 1, x: 0, y: 0 }
    expect(inSight(small, 'bern', { ...view, ...fitting(small.bounds!, pane) })).toBe(true)
    expect(inSight(small, 'bern', { ...view, x: -9_000 })).toBe(false)
  })
})

describe('what did not change', () => {
  it('stays the same object, and is not drawn again', () => {
    const former = [
      { id: 'a', at: { x: 1 } },
      { id: 'b', at: { x: 2 } }
    ]
    expect(keepSameItems(former, structuredClone(former))).toBe(former)
    const next = keepSameItems(former, [
      { id: 'a', at: { x: 1 } },
      { id: 'b', at: { x: 3 } }
    ])
    expect(next).not.toBe(former)
    expect(next[0]).toBe(former[0])
    expect(next[1]).not.toBe(former[1])
  })
})
