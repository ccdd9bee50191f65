import { describe, expect, it } from 'vitest'
import { detailAt } from '@/features/topology/canvas/canvas-state.ts'
import { edgeCurve, edgePath, pointAlong, pointOn } from '@/features/topology/canvas/edge-geometry.ts'
import { compactCard, linkEdges, siteNodes } from '@/features/topology/graph-mapping.ts'
import { linkMark, modelsLabel, worstLink } from '@/features/links/link-mark.ts'
import { fakeLinks, fakeSites, run } from '../fake-fleet.ts'

const links = fakeLinks()
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
    const nodes = siteNodes(fakeSites(), links, { bern: { x: 11, y: 22 } }, compactCard)
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
    expect(siteNodes(fakeSites(), [...links, staged], {}, compactCard)).toEqual(
      siteNodes(fakeSites(), links, {}, compactCard)
    )
  })

  it('draws less the farther away it is', () => {
    expect([0.3, 0.5, 0.9].map(detailAt)).toEqual(['blocks', 'icons', 'full'])
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
