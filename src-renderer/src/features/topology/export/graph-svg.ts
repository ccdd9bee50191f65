import type { Tone } from '@/ui/tone.ts'
import { chipPlaces } from '../canvas/chip-places.ts'
import { edgePath, pointAlong, type Point } from '../canvas/edge-geometry.ts'
import { blocksOf, curveBetween, sceneOf, type Block } from '../canvas/far/scene.ts'
import { around } from '../canvas/view.ts'
import type { CardNode, LinkEdge } from '../graph-mapping.ts'
import type { GraphPicture } from './graph-picture.ts'

const margin = 32
const head = 56

export interface DrawnGraph {
  readonly svg: string
  readonly width: number
  readonly height: number
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}
/** Control characters, which a name may hold and XML may not. */
const unspeakable = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu
const escape = (text: string): string =>
  text.replace(unspeakable, '').replace(/[&<>"']/g, sign => escapes[sign]!)

const number = (value: number): string => String(Math.round(value * 10) / 10)

/** Cut to about so many pixels: an SVG has no ellipsis of its own. */
export function fitted(text: string, width: number, fontSize: number): string {
  const room = Math.max(1, Math.floor(width / (fontSize * 0.56)))
  const signs = [...text]
  return signs.length <= room
    ? text
    : `${signs
        .slice(0, room - 1)
        .join('')
        .trimEnd()}…`
}

function text(x: number, y: number, size: number, fill: string, said: string, more = ''): string {
  return `<text x="${number(x)}" y="${number(y)}" font-size="${size}" fill="${fill}" ${more}>${escape(said)}</text>`
}

/** The topology as one SVG that can be read by itself: every card with name, host and state, every link with models and state. */
export function graphSvg(picture: GraphPicture): DrawnGraph {
  const { nodes, edges, boxes, size, palette, texts } = picture
  const scene = sceneOf(blocksOf(nodes, size), edges)
  const bounds = around([...scene.blocks, ...boxes]) ?? { x: 0, y: 0, width: 320, height: 0 }
  const width = Math.max(bounds.width, 320) + 2 * margin
  const height = bounds.height + 2 * margin + head
  const byId = new Map(edges.map(edge => [edge.id, edge]))
  const lines = scene.lines.map(line => {
    const edge = byId.get(line.id)!
    const [from, to] = [scene.byId.get(line.source)!, scene.byId.get(line.target)!]
    return { edge, from, to }
  })
  const places = chipPlaces(scene.lines, scene.blocks, size)
  /** On paper nobody can point at a line whose chip finds no room. */
  const chips = lines.flatMap(({ edge }) => {
    const place = places.get(edge.id)
    return place?.room === 'whole' ? drawnChip(edge, place, picture) : []
  })
  const parts = [
    `<rect width="${number(width)}" height="${number(height)}" fill="${palette.bg}"/>`,
    text(margin, margin + 8, 20, palette.text, texts.title, 'font-weight="600"'),
    text(margin, margin + 28, 12, palette.muted, texts.subtitle),
    `<g transform="translate(${number(margin - bounds.x)} ${number(margin + head - bounds.y)})">`,
    ...boxes.map(
      box =>
        `<rect x="${number(box.x)}" y="${number(box.y)}" width="${number(box.width)}" height="${number(box.height)}" rx="14" fill="${palette.flagWeak.group}" fill-opacity="0.5" stroke="${palette.line}"/>${text(box.x + 16, box.y + 24, 11, palette.flag.group, `${box.tag} · ${box.ids.length}`, 'font-weight="600"')}`
    ),
    ...lines.map(line => drawnLine(line, picture)),
    ...nodes.flatMap(node => {
      const block = scene.byId.get(node.id)
      return block ? drawnCard(node, block, picture) : []
    }),
    ...chips,
    '</g>'
  ]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}" font-family="${escape(palette.font)}"><title>${escape(texts.title)}</title>${parts.join('')}</svg>`
  return { svg, width, height }
}

interface DrawnLine {
  readonly edge: LinkEdge
  readonly from: Block
  readonly to: Block
}

const dashes: Partial<Record<LinkEdge['mark']['shape'], string>> = { dashed: '7 5', dotted: '1 5' }

function drawnLine({ edge, from, to }: DrawnLine, { palette }: GraphPicture): string {
  const curve = curveBetween(from, to)
  const colour = palette.tone[edge.mark.tone]
  const path = edgePath(curve, edge.bothWays)
  const { shape } = edge.mark
  const dash = dashes[shape]
  const parts = edge.bothWays
    ? [
        `<path d="${path}" fill="none" stroke="${colour}" stroke-width="6"/>`,
        `<path d="${path}" fill="none" stroke="${palette.bg}" stroke-width="2.6"/>`
      ]
    : [
        `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${shape === 'progress' ? 4 : 2}"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`
      ]
  const arrow = (at: { x: number; y: number }, turn: number): string =>
    `<path d="M0 0-9-5V5Z" transform="translate(${number(at.x)} ${number(at.y)}) rotate(${turn})" fill="${shape === 'dashed' ? palette.bg : colour}" stroke="${colour}"/>`
  parts.push(arrow(curve.to, 0))
  if (edge.bothWays) parts.push(arrow(curve.from, 180))
  if (shape === 'slashed') {
    for (const way of [18, -24]) {
      const { x, y, angle } = pointAlong(curve, way)
      parts.push(
        `<path d="M-4 6 0-6M2 6 6-6" fill="none" stroke="${colour}" stroke-width="2" transform="translate(${number(x)} ${number(y)}) rotate(${number(angle)})"/>`
      )
    }
  }
  if (shape === 'beads') {
    for (const way of [-25, -19, -13]) {
      const { x, y } = pointAlong(curve, way)
      parts.push(`<circle cx="${number(x)}" cy="${number(y)}" r="2.8" fill="${colour}"/>`)
    }
  }
  if (shape === 'broken') {
    const { x, y } = pointAlong(curve, 20)
    parts.push(
      `<g transform="translate(${number(x)} ${number(y)})"><circle r="8" fill="${palette.bg}"/><path d="M-4-4 4 4M4-4-4 4" stroke="${colour}" stroke-width="2"/></g>`
    )
  }
  return parts.join('')
}

function drawnChip(edge: LinkEdge, spot: Point, { palette, texts }: GraphPicture): string {
  const [models, state] = [texts.models(edge), texts.state(edge)].map(said => fitted(said, 150, 11))
  const width = Math.max(64, Math.max([...models!].length, [...state!].length) * 6.2 + 18)
  const [x, y] = [spot.x - width / 2, spot.y - 18]
  return [
    `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="36" rx="6" fill="${palette.surface}" stroke="${edge.mark.shape === 'dashed' ? palette.tone[edge.mark.tone] : palette.line}"/>`,
    text(x + 8, y + 14, 11, palette.muted, models!),
    text(x + 8, y + 29, 11, palette.word[edge.mark.tone], state!, 'font-weight="600"')
  ].join('')
}

function drawnCard(node: CardNode, block: Block, { palette, texts }: GraphPicture): string {
  const { x, y, width, height, flag } = block
  const word = (tone: Tone): string => palette.word[tone]
  return [
    `<g><title>${escape(`${texts.name(node)}, ${texts.host(node)}, ${texts.health(node)}`)}</title>`,
    `<rect x="${number(x)}" y="${number(y)}" width="${width}" height="${height}" rx="10" fill="${palette.surface}" stroke="${palette.line}"/>`,
    `<path d="M${number(x)} ${number(y + 20)}v-10a10 10 0 0 1 10-10h${width - 20}a10 10 0 0 1 10 10v10Z" fill="${palette.flagWeak[flag]}"/>`,
    text(
      x + 10,
      y + 14,
      10,
      palette.flag[flag],
      texts.flag(node).toUpperCase(),
      'font-weight="600" letter-spacing="0.5"'
    ),
    text(x + 10, y + 40, 13, palette.text, fitted(texts.name(node), width - 20, 13), 'font-weight="600"'),
    text(x + 10, y + 56, 11, palette.muted, fitted(texts.host(node), width - 20, 11)),
    text(
      x + 10,
      y + 79,
      11,
      word(node.tone),
      fitted(texts.health(node), width - 20, 11),
      'font-weight="600"'
    ),
    '</g>'
  ].join('')
}
