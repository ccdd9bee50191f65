import { chipGap, chipSpots, type Point } from './edge-geometry.ts'
import type { Block, Line } from './far/scene.ts'
import { Plots } from './plots.ts'
import type { Rect } from './view.ts'

/** `whole`: all that a chip says. `sign`: its state's icon alone. `none`: nothing, until somebody points at its line. */
export interface ChipPlace extends Point {
  readonly room: 'whole' | 'sign' | 'none'
}

/** What a chip takes up at most, with a little air, and what its sign does. */
const wholes = { compact: { width: 160, height: 38 }, full: { width: 212, height: 38 } } as const
const sign = { width: 38, height: 38 } as const
/** Of a chip, so much has to be clear of cards: its ends may reach over the edge of one, its words are in the middle. */
const clear = { width: 80, height: 36 } as const

type Size = Pick<Rect, 'width' | 'height'>

const around = ({ x, y }: Point, { width, height }: Size): Rect => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height
})

/** How far places are from each other. */
function spread(spots: readonly Point[]): number {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)]
  return spots.length < 2 ? 0 : Math.max(...xs) - Math.min(...xs) + Math.max(...ys) - Math.min(...ys)
}

interface Choice {
  readonly id: string
  readonly spots: readonly Point[]
  /** Those of them where no card is. */
  readonly free: readonly Point[]
  readonly urgent: 0 | 1
  readonly spread: number
}

/** So many lines are one step of the work. */
const step = 32

/** The same as `chipPlaces`, in steps between which others may have their turn. */
export function* placingChips(
  lines: readonly Line[],
  blocks: readonly Block[],
  size: { readonly full: boolean }
): Generator<void, ReadonlyMap<string, ChipPlace>> {
  const whole = size.full ? wholes.full : wholes.compact
  const cards = new Plots(blocks)
  const chips = new Plots()
  const places = new Map<string, ChipPlace>()

  const choices: Choice[] = []
  for (const { id, curve, tone } of lines.toReversed()) {
    const spots = chipSpots(curve, chipGap(size))
    const free = spots.filter(spot => cards.isFree(around(spot, clear)))
    choices.push({ id, spots, free, urgent: tone === 'bad' || tone === 'warn' ? 0 : 1, spread: spread(free) })
    if (choices.length % step === 0) yield
  }
  choices.sort((a, b) => a.urgent - b.urgent || a.spread - b.spread)

  function place(id: string, spots: readonly Point[], room: 'whole' | 'sign'): boolean {
    const own = spots.find(spot => chips.isFree(around(spot, room === 'whole' ? whole : sign)))
    if (!own) return false
    chips.take(around(own, room === 'whole' ? whole : sign))
    places.set(id, { x: own.x, y: own.y, room })
    return true
  }

  const left: Choice[] = []
  for (const [at, choice] of choices.entries()) {
    if (!place(choice.id, choice.free, 'whole')) left.push(choice)
    if (at % step === 0) yield
  }
  for (const [at, { id, spots, free }] of left.entries()) {
    const first = free[0] ?? spots[0]!
    if (!place(id, free, 'sign')) places.set(id, { x: first.x, y: first.y, room: 'none' })
    if (at % step === 0) yield
  }
  return places
}

/**
 * Where the chip of each line stands: on its line, on no card, and on no other chip. What needs somebody chooses first, then the shortest:
 * their chips have nowhere else to go. Where a whole chip has no place its sign may have one; in a thicket many have neither.
 */
export function chipPlaces(
  lines: readonly Line[],
  blocks: readonly Block[],
  size: { readonly full: boolean }
): ReadonlyMap<string, ChipPlace> {
  const work = placingChips(lines, blocks, size)
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
