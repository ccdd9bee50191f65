import { describe, expect, it } from 'vitest'
import { detailAt } from '@/features/topology/canvas/canvas-state.ts'
import { edgeCurve, edgePath, pointAlong, pointOn } from '@/features/topology/canvas/edge-geometry.ts'
import { graphLayout, groupBoxes } from '@/features/topology/graph-layout.ts'
import {
  cardNodes,
  compactCard,
  layoutInput,
  linkEdges,
  matching,
  problemCards
} from '@/features/topology/graph-mapping.ts'
import { groupId, tagOfSites, type Grouping } from '@/features/topology/groups.ts'
import type { Spot } from '@/features/topology/tier-layout.ts'
import type { LinkView } from '@contract/link-shapes.ts'
import { linkMark, modelsLabel, worstLink } from '@/features/links/link-mark.ts'
import { fakeLinks, fakeSites, run } from '../fake-fleet.ts'

const links = fakeLinks()
const sites = fakeSites()
const nodesOf = (given: readonly LinkView[], placed: Record<string, Spot> = {}, grouping?: Grouping) =>
  cardNodes(
    sites,
    given,
    graphLayout(layoutInput(sites, given, grouping), compactCard, placed),
    new Map(),
    grouping
  )
const byId = (id: string) => links.find(link => link.id === id)!

describe('the state of a link', () => {
  it('has a colour, a shape, an icon and a word of its own', () => {
    const statuses = [
      'unknown',
      'in-step',
      'drift',
      'queue',
      'running',
      'failed',
      'paused',
      'staged'
    ] as const
    const marks = statuses.map(status => linkMark({ ...byId('thun-koeniz'), status }))
    expect(new Set(marks.map(mark => mark.shape)).size).toBe(statuses.length)
    expect(new Set(marks.map(mark => mark.icon)).size).toBe(statuses.length)
    expect(new Set(marks.map(mark => mark.word)).size).toBe(statuses.length)
  })

  it('is what a run says while one is at work', () => {
    const at = run('r', 'thun-koeniz', 'pushing', { sent: 31, toSend: 50 })
    expect(linkMark(byId('thun-koeniz'), at)).toMatchObject({ shape: 'progress', n: 62, progress: 0.62 })
  })

  it('says that it is set up or taken apart before anything else', () => {
    expect(linkMark({ ...byId('thun-koeniz'), state: 'removing' }).word).toBe('removing')
    expect(linkMark({ ...byId('thun-koeniz'), state: 'setting-up' }).word).toBe('setting-up')
  })

  it('is for a site that of its worst link', () => {
    expect(worstLink(links).get('interlaken')!.id).toBe('tourismus-interlaken')
  })

  it('names as many models as there is room for', () => {
    expect(modelsLabel([{ shortName: 'Event' }, { shortName: 'Category' }, { shortName: 'Field' }])).toBe(
      'Event +2'
    )
    expect(modelsLabel([{ shortName: 'Event' }])).toBe('Event')
  })
})

describe('the graph', () => {
  it('draws twins as one edge, and what needs somebody last', () => {
    const edges = linkEdges(links, new Map(), null)
    expect(edges).toHaveLength(links.length - 2)
    expect(edges.filter(edge => edge.bothWays)).toHaveLength(2)
    expect(edges.at(-1)!.id).toBe('tourismus-interlaken')
  })

  it('shows the worse of two twins', () => {
    const bad = links.map(link =>
      link.id === 'abnahme-bern' ? { ...link, status: 'failed' as const } : link
    )
    expect(
      linkEdges(bad, new Map(), null).find(edge => edge.bothWays && edge.source === 'bern')!.mark.word
    ).toBe('failed')
  })

  it('draws a draft until its link is planned', () => {
    const draft = { primaryId: 'bern', replicaId: 'spiez', bothWays: false }
    expect(linkEdges(links, new Map(), draft).at(-1)).toMatchObject({
      id: 'draft',
      mark: { shape: 'dashed' }
    })
    const planned = {
      ...byId('thun-koeniz'),
      id: 'new',
      primaryId: 'bern',
      replicaId: 'spiez',
      state: 'staged' as const
    }
    expect(linkEdges([...links, planned], new Map(), draft).some(edge => edge.id === 'draft')).toBe(false)
  })

  it('leaves what the user placed where it is', () => {
    const nodes = nodesOf(links, { bern: { x: 11, y: 22 } })
    expect(nodes.find(node => node.id === 'bern')!.position).toEqual({ x: 11, y: 22 })
  })

  it('moves nothing for what is only planned', () => {
    const staged = {
      ...byId('thun-koeniz'),
      id: 'new',
      primaryId: 'bern',
      replicaId: 'thun',
      state: 'staged' as const
    }
    expect(nodesOf([...links, staged])).toEqual(nodesOf(links))
  })

  it('draws less the farther away it is', () => {
    expect([0.3, 0.5, 0.9].map(detailAt)).toEqual(['blocks', 'icons', 'full'])
  })
})

describe('what the doctor found', () => {
  const cardsWith = (n: number, error: boolean) =>
    cardNodes(sites, links, new Map(), new Map([['koeniz', { n, error }]])).filter(
      ({ id }) => id === 'koeniz'
    )

  it('is on its card, and an error counts for more than a slow answer', () => {
    expect(cardsWith(2, false)).toMatchObject([{ findings: { n: 2 }, tone: 'warn' }])
    expect(cardsWith(2, true)).toMatchObject([{ findings: { n: 2 }, tone: 'bad' }])
  })
})

describe('groups', () => {
  const tagOf = tagOfSites(sites)
  const grouping = { tagOf, collapsed: new Set(['oberland']) }
  const members = sites.filter(site => tagOf.get(site.id) === 'oberland')

  it('put a site where most of its tags are, and leave a tag with one site alone', () => {
    // Behörden and oberland: more sites are called oberland.
    expect(tagOf.get('thun')).toBe('oberland')
    for (const tag of new Set(tagOf.values()))
      expect(sites.filter(site => tagOf.get(site.id) === tag).length).toBeGreaterThan(1)
  })

  it('become one card that says how many sites it stands for, and how many of them need somebody', () => {
    const nodes = nodesOf(links, {}, grouping)
    const card = nodes.find(node => node.id === groupId('oberland'))
    expect(card).toMatchObject({ kind: 'group', count: members.length, tone: 'bad', trouble: 1 })
    expect(nodes.filter(node => members.some(site => site.id === node.id))).toEqual([])
    expect(nodes).toHaveLength(sites.length - members.length + 1)
  })

  it('keep every link that leaves them, those to the same site as one edge of the worst state', () => {
    const edges = linkEdges(links, new Map(), null, grouping)
    const inside = links.filter(link =>
      [link.primaryId, link.replicaId].every(id => tagOf.get(id) === 'oberland')
    )
    const drawn = new Set(
      links.filter(link => !inside.includes(link)).map(link => [link.primaryId, link.replicaId].sort().join())
    )
    expect(edges.reduce((sum, edge) => sum + edge.count, 0)).toBe(drawn.size)
    const fromKoeniz = edges.find(edge => edge.source === 'koeniz' && edge.target === groupId('oberland'))
    expect(fromKoeniz).toMatchObject({ count: 2, link: { id: 'koeniz-interlaken' } })
  })

  it('have a frame around their cards, and a card that was put elsewhere does not stretch it', () => {
    const open = { tagOf, collapsed: new Set<string>() }
    const input = layoutInput(sites, links, open)
    const far = { spiez: { x: 9_000, y: 9_000 } }
    const spots = graphLayout(input, compactCard, far)
    const boxes = groupBoxes(input, spots, compactCard, far)
    const box = boxes.find(one => one.tag === 'oberland')!
    expect(box.ids.length).toBe(members.length)
    expect(box.x + box.width).toBeLessThan(9_000)
    for (const { id } of members.filter(site => site.id !== 'spiez')) {
      const spot = spots.get(id)!
      expect(spot.x >= box.x && spot.y >= box.y && spot.x + compactCard.width <= box.x + box.width).toBe(true)
    }
  })

  it('have a frame that goes along where all their cards were moved, also when one more comes', () => {
    const input = layoutInput(sites, links, { tagOf, collapsed: new Set() })
    const spots = graphLayout(input, compactCard, {})
    const before = groupBoxes(input, spots, compactCard, {}).find(one => one.tag === 'oberland')!
    const moved = Object.fromEntries(
      before.ids.map(id => [id, { x: spots.get(id)!.x, y: spots.get(id)!.y + 4_000 }])
    )
    const after = (placed: Record<string, Spot>) =>
      groupBoxes(input, graphLayout(input, compactCard, placed), compactCard, placed).find(
        one => one.tag === 'oberland'
      )!
    expect(after(moved)).toEqual({ ...before, y: before.y + 4_000 })
    const [last, ...rest] = before.ids
    const withNew = after(Object.fromEntries(rest.map(id => [id, moved[id]!])))
    expect(withNew.y + withNew.height).toBe(before.y + before.height + 4_000)
    expect(last).toBeDefined()
  })

  it('stand apart: no frame lies on another', () => {
    const input = layoutInput(sites, links, { tagOf, collapsed: new Set() })
    const boxes = groupBoxes(input, graphLayout(input, compactCard, {}), compactCard, {})
    expect(boxes.length).toBeGreaterThan(2)
    for (const [i, one] of boxes.entries()) {
      for (const other of boxes.slice(i + 1)) {
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y
        expect(apart, `${one.tag} and ${other.tag}`).toBe(true)
      }
    }
  })
})

describe('what is looked for', () => {
  it('is found by name, address and tag', () => {
    const nodes = nodesOf(links)
    expect(matching(nodes, '  ')).toBeNull()
    expect([...matching(nodes, 'köniz')!]).toEqual(['koeniz'])
    expect(matching(nodes, 'tourismus.thun.example')).toEqual(new Set(['tourismus']))
    expect(matching(nodes, 'oberland')!.size).toBeGreaterThan(2)
    expect(matching(nodes, 'nowhere')!.size).toBe(0)
  })

  it('are the problems: sites in trouble, and both ends of a link that failed or drifted', () => {
    const nodes = nodesOf(links)
    const found = problemCards(nodes, linkEdges(links, new Map(), null))
    expect([...found].sort()).toEqual(expect.arrayContaining(['interlaken', 'koeniz', 'thun', 'tourismus']))
    expect(found.has('labor')).toBe(false)
  })
})

describe('an edge', () => {
  it('ends beside the handle when it comes from above or below', () => {
    expect(edgeCurve({ x: 0, y: 0 }, { x: 200, y: 150 }).to.y).toBe(139)
    expect(edgeCurve({ x: 0, y: 150 }, { x: 200, y: 0 }).to.y).toBe(11)
    expect(edgeCurve({ x: 0, y: 0 }, { x: 200, y: 0 }).to.y).toBe(0)
  })

  it('has points along it from either end', () => {
    const curve = edgeCurve({ x: 0, y: 0 }, { x: 200, y: 0 })
    expect(pointOn(curve, 0).x).toBe(1)
    expect(pointAlong(curve, 20).x).toBeGreaterThan(15)
    expect(pointAlong(curve, -20).x).toBeLessThan(185)
    expect(edgePath(curve, true)).toMatch(/^M9 0C/)
  })
})
