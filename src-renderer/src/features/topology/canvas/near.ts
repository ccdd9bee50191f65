import { covers, meets, seen, type View } from './view.ts'
import type { Scene } from './far/scene.ts'
import { detailAt, type Detail } from './canvas-state.ts'

/** What is drawn as elements; all else is one picture behind them. */
export interface Near {
  /** The nearest to the middle first. */
  readonly cards: readonly string[]
  /** Cards out of sight that a line in sight ends at: an empty place each. */
  readonly stubs: readonly string[]
  readonly lines: readonly string[]
  readonly detail: Detail
}

/** Up to so many cards all of them are elements, whatever is in sight. */
export const fewCards = 120

/** How far beyond the pane cards are made ready. */
const beyond = 0.12

/**
 * Few cards: all. Many: those in sight and a little beyond, and from far away, where a card is a block, only those that were pinned
 * (chosen, focused, under the pointer).
 */
export function nearOf(scene: Scene, view: View, pinned: ReadonlySet<string>): Near {
  const detail = detailAt(view.zoom)
  if (scene.blocks.length <= fewCards) {
    const [cards, lines] = [scene.blocks.map(block => block.id), scene.lines.map(line => line.id)]
    return { cards, stubs: [], lines, detail }
  }
  const window = seen(view)
  const wide = {
    x: window.x - window.width * beyond,
    y: window.y - window.height * beyond,
    width: window.width * (1 + 2 * beyond),
    height: window.height * (1 + 2 * beyond)
  }
  const middle = { x: window.x + window.width / 2, y: window.y + window.height / 2 }
  const cards = scene.blocks
    .filter(block => pinned.has(block.id) || (detail !== 'blocks' && meets(block, wide)))
    .map(({ id, x, y, width, height }) => ({
      id,
      way: Math.hypot(x + width / 2 - middle.x, y + height / 2 - middle.y)
    }))
    .sort((a, b) => a.way - b.way)
    .map(({ id }) => id)
  const here = new Set(cards)
  // Lines that only touch what is seen are worth elements when few cards fill the pane.
  const lines = scene.lines.filter(({ source, target }) => {
    const [from, to] = [here.has(source), here.has(target)]
    return detail === 'full' ? from || to : from && to
  })
  const stubs = new Set(lines.flatMap(({ source, target }) => [source, target]).filter(id => !here.has(id)))
  return { cards, stubs: [...stubs], lines: lines.map(line => line.id), detail }
}

/** What the arrow keys mean: right and down. */
export const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1]
}

/** The next card in a direction, as somebody at the arrow keys means it: near, and not far off the axis. */
export function neighbour(scene: Scene, from: string, key: string): string | null {
  const [step, here] = [arrows[key], scene.byId.get(from)]
  if (!step || !here) return null
  let best: { readonly id: string; readonly cost: number } | null = null
  for (const { id, x, y } of scene.blocks) {
    const [dx, dy] = [x - here.x, y - here.y]
    const ahead = dx * step[0] + dy * step[1]
    const aside = Math.abs(dx * step[1]) + Math.abs(dy * step[0])
    if (id === from || ahead <= 0 || aside > ahead * 3) continue
    const cost = ahead + aside * 2
    if (!best || cost < best.cost) best = { id, cost }
  }
  return best?.id ?? null
}

/** Whether a card stands wholly in sight; one that is not on the graph cannot be brought there. */
export function inSight(scene: Scene, id: string, view: View): boolean {
  const block = scene.byId.get(id)
  return !block || covers(seen(view), block)
}
