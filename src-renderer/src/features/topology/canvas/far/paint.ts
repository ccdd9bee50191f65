import type { Tone } from '@/ui/tone.ts'
import { meets, seen, type Rect, type View } from '../view.ts'
import type { Palette } from './palette.ts'
import type { Block, Flag, Line, Scene } from './scene.ts'

/** What stands out or back while something is dragged or looked for. */
export type Look = 'plain' | 'lit' | 'dimmed'

export interface Painting {
  readonly scene: Scene
  readonly palette: Palette
  readonly look: (id: string) => Look
  /** Cards in the user's hand: they and their lines are drawn by Vue Flow alone. */
  readonly moving: ReadonlySet<string>
  /** Lines stand back while a link is drawn. */
  readonly faint: boolean
  /** The view is moving: what is costly waits until it stands still. */
  readonly rough: boolean
}

interface Stroke {
  readonly tone: Tone
  readonly dash: Line['dash']
  readonly path: Path2D
}

const strengths: Record<Look, number> = { plain: 1, lit: 1, dimmed: 0.25 }

const gaps: Record<Line['dash'], number[]> = { solid: [], dashed: [7, 5], dotted: [1, 5] }

/** Lines of one look as one path, those in sight alone: a stroke each would cost ten times as much. */
function strokesOf(scene: Scene, moving: ReadonlySet<string>, window: Rect): Iterable<Stroke> {
  const byLook = new Map<string, Stroke>()
  for (const line of scene.lines) {
    if (moving.has(line.source) || moving.has(line.target)) continue
    if (!meets(line.hull, window)) continue
    const name = `${line.tone} ${line.dash}`
    const stroke = byLook.get(name) ?? { tone: line.tone, dash: line.dash, path: new Path2D() }
    byLook.set(name, stroke)
    const { from, one, two, to } = line.curve
    stroke.path.moveTo(from.x, from.y)
    stroke.path.bezierCurveTo(one.x, one.y, two.x, two.y, to.x, to.y)
  }
  return byLook.values()
}

/** What is well stands back. Close by, lines of the cards in sight are elements, and what only passes stands back as well. */
function strength(tone: Tone, zoom: number, faint: boolean): number {
  if (faint) return 0.15
  if (zoom >= 0.6) return 0.16
  return tone === 'ok' || tone === 'idle' ? 0.3 : 0.75
}

function paintLines(ctx: CanvasRenderingContext2D, painting: Painting, zoom: number, window: Rect): void {
  const { scene, palette, moving, faint, rough } = painting
  ctx.lineWidth = Math.max(1.6, 0.8 / zoom)
  for (const { tone, dash, path } of strokesOf(scene, moving, window)) {
    ctx.globalAlpha = strength(tone, zoom, faint)
    ctx.strokeStyle = palette.tone[tone]
    // Dashes that are finer than a pixel are only work.
    ctx.setLineDash(rough || zoom < 0.2 ? [] : gaps[dash])
    ctx.stroke(path)
  }
  ctx.globalAlpha = 1
  ctx.setLineDash([])
}

/** A sign for what needs somebody: a triangle or a cross, not a colour alone. */
function paintSign(ctx: CanvasRenderingContext2D, block: Block, palette: Palette): void {
  if (block.tone !== 'bad' && block.tone !== 'warn') return
  const reach = block.height * 0.24
  const [x, y] = [block.x + block.width / 2, block.y + block.height / 2]
  ctx.beginPath()
  if (block.tone === 'bad') {
    ctx.moveTo(x - reach, y - reach)
    ctx.lineTo(x + reach, y + reach)
    ctx.moveTo(x + reach, y - reach)
    ctx.lineTo(x - reach, y + reach)
  } else {
    ctx.moveTo(x, y - reach)
    ctx.lineTo(x + reach, y + reach)
    ctx.lineTo(x - reach, y + reach)
    ctx.closePath()
  }
  ctx.strokeStyle = palette.word[block.tone]
  ctx.lineWidth = 9
  ctx.stroke()
}

interface Sort {
  readonly flag: Flag
  readonly standing: Look
  readonly path: Path2D
  /** The strips that name the environment. */
  readonly strips: Path2D
}

/** Cards of one look as one path: drawn one by one, hundreds of them would take longer than a frame. */
function sortsOf(painting: Painting, window: Rect): { sorts: Iterable<Sort>; shown: Block[] } {
  const byLook = new Map<string, Sort>()
  const shown: Block[] = []
  for (const block of painting.scene.blocks) {
    if (painting.moving.has(block.id) || !meets(block, window)) continue
    shown.push(block)
    const { flag } = block
    const standing = painting.look(block.id)
    const name = `${standing} ${flag}`
    const sort = byLook.get(name) ?? { flag, standing, path: new Path2D(), strips: new Path2D() }
    byLook.set(name, sort)
    sort.path.roundRect(block.x, block.y, block.width, block.height, 10)
    sort.strips.rect(block.x + 1, block.y + 1, block.width - 2, 20)
  }
  return { sorts: byLook.values(), shown }
}

function paintBlocks(ctx: CanvasRenderingContext2D, painting: Painting, zoom: number, window: Rect): void {
  const { palette, look } = painting
  const far = zoom < 0.35
  const { sorts, shown } = sortsOf(painting, window)
  for (const { flag, standing, path, strips } of sorts) {
    ctx.globalAlpha = strengths[standing]
    ctx.fillStyle = far ? palette.flagWeak[flag] : palette.surface
    ctx.fill(path)
    ctx.lineWidth = standing === 'lit' ? Math.max(3, 1.6 / zoom) : far ? Math.max(2, 0.9 / zoom) : 1
    ctx.strokeStyle = standing === 'lit' ? palette.accent : far ? palette.flag[flag] : palette.line
    ctx.stroke(path)
    if (far) continue
    ctx.fillStyle = palette.flagWeak[flag]
    ctx.fill(strips)
  }
  if (!far || zoom <= 0.12) return
  for (const block of shown) {
    ctx.globalAlpha = strengths[look(block.id)]
    paintSign(ctx, block, palette)
  }
}

/** Draws the graph as plain shapes, in one element however large it is. */
export function paint(
  ctx: CanvasRenderingContext2D,
  view: View,
  pixelRatio: number,
  painting: Painting
): void {
  ctx.setTransform(1, 0, 0, 1, 0, 0)
  ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height)
  const scale = view.zoom * pixelRatio
  ctx.setTransform(scale, 0, 0, scale, view.x * pixelRatio, view.y * pixelRatio)
  const window = seen(view)
  paintLines(ctx, painting, view.zoom, window)
  paintBlocks(ctx, painting, view.zoom, window)
  ctx.globalAlpha = 1
}
