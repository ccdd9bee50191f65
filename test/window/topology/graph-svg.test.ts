import { describe, expect, it } from 'vitest'
import type { Palette } from '@/features/topology/canvas/far/palette.ts'
import { fitted, graphSvg } from '@/features/topology/export/graph-svg.ts'
import { pictureScale } from '@/features/topology/export/save-picture.ts'
import { graphLayout } from '@/features/topology/graph-layout.ts'
import { cardNodes, compactCard, layoutInput, linkEdges } from '@/features/topology/graph-mapping.ts'
import { fakeLinks, fakeSites } from '../fake-fleet.ts'

const tones = {
  ok: '#1a7541',
  warn: '#8a5300',
  bad: '#b92929',
  run: '#2a57cf',
  plan: '#6d3fc0',
  idle: '#5c6778'
}
const flags = { production: '#8f2475', staging: '#0a656e', test: '#525b6a', group: '#465062' }
const palette: Palette = {
  bg: '#fff',
  surface: '#fff',
  line: '#ddd',
  text: '#111',
  muted: '#555',
  accent: '#2a57cf',
  accentWeak: '#e7edfc',
  plan: '#6d3fc0',
  tone: tones,
  word: tones,
  flag: flags,
  flagWeak: flags,
  font: '"Segoe UI", sans-serif'
}

function drawn(name = 'Kanton Bern Portal') {
  const sites = fakeSites().map(site => (site.id === 'bern' ? { ...site, name } : site))
  const links = fakeLinks()
  const nodes = cardNodes(sites, links, graphLayout(layoutInput(sites, links), compactCard, {}))
  const edges = linkEdges(links, new Map(), null)
  return {
    nodes,
    edges,
    ...graphSvg({
      nodes,
      edges,
      boxes: [],
      size: compactCard,
      palette,
      texts: {
        title: 'Topology',
        subtitle: '12 sites',
        flag: node => (node.kind === 'site' ? node.site.environment : ''),
        name: node => (node.kind === 'site' ? node.site.name : node.tag),
        host: node => (node.kind === 'site' ? node.site.mainDomain : ''),
        health: () => 'OK',
        models: edge => edge.link?.models[0]?.shortName ?? '',
        state: edge => `State ${edge.mark.word}`
      }
    })
  }
}

const parsed = (svg: string): Document => new DOMParser().parseFromString(svg, 'image/svg+xml')

describe('the graph as SVG', () => {
  it('holds every card and every link, in words', () => {
    const { svg, nodes, edges } = drawn()
    const texts = [...parsed(svg).querySelectorAll('text')].map(one => one.textContent)
    for (const node of nodes) if (node.kind === 'site') expect(svg).toContain(node.site.mainDomain)
    expect(texts.filter(said => said?.startsWith('State '))).toHaveLength(edges.length)
    expect(texts).toContain('Topology')
  })

  it('needs nothing from outside: no style sheet, no variable, no script, no picture', () => {
    const { svg } = drawn()
    expect(svg).not.toMatch(/var\(|<style|<script|<image|<foreignObject|href=|class=/)
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d/)
  })

  it('shows a name as it is written, whatever is in it', () => {
    const { svg } = drawn('<script>alert(1)</script> & "Söhne"\u0007')
    expect(svg).not.toContain('<script')
    expect(svg).not.toContain('\u0007')
    expect(parsed(svg).querySelector('parsererror')).toBeNull()
    expect(svg).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Söhne&quot;')
  })

  it('is cut where a name is too long, and says it whole on a closer look', () => {
    const name = 'Musikschule Region Thun-Oberhofen-Hilterfingen und Umgebung'
    expect([...fitted(name, 164, 13)].length).toBeLessThan(26)
    expect(fitted(name, 164, 13)).toMatch(/…$/)
    expect(fitted('Spiez', 164, 13)).toBe('Spiez')
    const titles = [...parsed(drawn().svg).querySelectorAll('g > title')].map(one => one.textContent)
    expect(titles.some(said => said?.includes(name))).toBe(true)
  })

  it('is twice as large as PNG, or as large as a browser can draw', () => {
    expect(pictureScale({ width: 1_000, height: 800 })).toBe(2)
    const huge = { width: 40_000, height: 6_000 }
    const scale = pictureScale(huge)
    expect(huge.width * scale).toBeLessThanOrEqual(16_000)
    expect(huge.width * huge.height * scale ** 2).toBeLessThanOrEqual(120_000_000)
  })
})
