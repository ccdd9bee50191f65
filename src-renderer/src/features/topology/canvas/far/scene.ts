import type { Tone } from '@/ui/tone.ts'
import type { CardNode, CardSize, LinkEdge } from '../../graph-mapping.ts'
import { edgeCurve, pointOn, type EdgeCurve, type Point } from '../edge-geometry.ts'
import { around, meets, type Rect } from '../view.ts'

export type Flag = 'production' | 'staging' | 'test' | 'group'

export interface Block extends Rect {
  readonly id: string
  readonly flag: Flag
  /** What its health or its findings make of it. */
  readonly tone: Tone
}

export interface Line {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly tone: Tone
  readonly dash: 'solid' | 'dashed' | 'dotted'
  readonly bothWays: boolean
  readonly curve: EdgeCurve
  /** A rectangle that the curve does not leave. */
  readonly hull: Rect
}

/** The whole graph as plain shapes: what is drawn far away, in the overview map and on paper. */
export interface Scene {
  readonly blocks: readonly Block[]
  readonly lines: readonly Line[]
  readonly byId: ReadonlyMap<string, Block>
  readonly bounds: Rect | null
}

const dashes = { dashed: 'dashed', dotted: 'dotted' } as const

/** How far a card's handles stand out. */
const handle = 6

/** Where an edge leaves and enters: the handles in the middle of the sides of its cards. */
export function curveBetween(source: Rect, target: Rect): EdgeCurve {
  return edgeCurve(
    { x: source.x + source.width + handle, y: source.y + source.height / 2 },
    { x: target.x - handle, y: target.y + target.height / 2 }
  )
}

/** A cubic curve stays between its four points. */
function hullOf({ from, one, two, to }: EdgeCurve): Rect {
  const [xs, ys] = [
    [from.x, one.x, two.x, to.x],
    [from.y, one.y, two.y, to.y]
  ]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 }
}

export function blocksOf(nodes: readonly CardNode[], size: CardSize): Block[] {
  return nodes.map(node => ({
    id: node.id,
    ...node.position,
    width: size.width,
    height: size.height,
    flag: node.kind === 'site' ? node.site.environment : ('group' as const),
    tone: node.tone
  }))
}

export function sceneOf(blocks: readonly Block[], edges: readonly LinkEdge[]): Scene {
  const byId = new Map(blocks.map(block => [block.id, block]))
  const lines: Line[] = []
  for (const { id, source, target, mark, bothWays } of edges) {
    const [from, to] = [byId.get(source), byId.get(target)]
    if (!from || !to) continue
    const dash = mark.shape === 'dashed' || mark.shape === 'dotted' ? dashes[mark.shape] : 'solid'
    const curve = curveBetween(from, to)
    lines.push({ id, source, target, tone: mark.tone, dash, bothWays, curve, hull: hullOf(curve) })
  }
  return { blocks, lines, byId, bounds: around(blocks) }
}

/** Whether two scenes look the same: progress of a run, say, is nothing that is seen from far away. */
export function looksSame(one: Scene, other: Scene): boolean {
  if (one.blocks !== other.blocks || one.lines.length !== other.lines.length) return false
  return one.lines.every((line, i) => {
    const { id, source, target, tone, dash, bothWays } = other.lines[i]!
    return (
      line.id === id &&
      line.source === source &&
      line.target === target &&
      line.tone === tone &&
      line.dash === dash &&
      line.bothWays === bothWays
    )
  })
}

/** The card at a point of the graph. */
export function blockAt(scene: Scene, { x, y }: Point): string | null {
  const point = { x, y, width: 0, height: 0 }
  return scene.blocks.findLast(block => meets(block, point))?.id ?? null
}

/** About half of a chip. */
const chip = { width: 40, height: 18 }

/** Whether a chip could stand here without lying on a card. */
export function isFreeAt(blocks: readonly Block[], { x, y }: Point): boolean {
  const room = { x: x - chip.width, y: y - chip.height, width: 2 * chip.width, height: 2 * chip.height }
  return !blocks.some(block => meets(block, room))
}

/** The line that passes within `reach` of a point of the graph; the one on top where there are several. */
export function lineAt(scene: Scene, point: Point, reach: number): string | null {
  const about = { x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach }
  const hit = scene.lines.findLast(({ curve, hull }) => {
    if (!meets(hull, about)) return false
    for (let at = 0; at <= 1; at += 1 / 48) {
      const on = pointOn(curve, at)
      if (Math.hypot(on.x - point.x, on.y - point.y) <= reach) return true
    }
    return false
  })
  return hit?.id ?? null
}
