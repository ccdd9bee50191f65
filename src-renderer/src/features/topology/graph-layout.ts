import type { CardSize } from './graph-mapping.ts'
import { aroundPlaced } from './placed.ts'
import { tierLayout, type LayoutLink, type LayoutSize, type Spot } from './tier-layout.ts'
import type { Rect } from './canvas/view.ts'

export interface LayoutInput {
  readonly ids: readonly string[]
  readonly links: readonly LayoutLink[]
  /** The group's tag for each card of one; empty while nothing is grouped. */
  readonly tagOf: ReadonlyMap<string, string>
}

/** The frame around the cards of a group. */
export interface GroupBox extends Rect {
  readonly tag: string
  /** Its cards. */
  readonly ids: readonly string[]
}

/** Room for a group's name above its cards, and air around them. */
export const boxSpace = { top: 40, side: 16, bottom: 16 } as const

export function stepOf(size: CardSize): LayoutSize {
  return { column: size.width + (size.full ? 224 : 184), row: size.height + (size.full ? 74 : 58) }
}

/** Where each card stands: what the user placed stays, the rest goes around it. */
export function graphLayout(
  input: LayoutInput,
  size: CardSize,
  placed: Readonly<Record<string, Spot>>
): Map<string, Spot> {
  const step = stepOf(size)
  const lanes = input.tagOf.size ? { of: input.tagOf, gap: boxSpace.top + boxSpace.bottom } : undefined
  return aroundPlaced(tierLayout(input.ids, input.links, step, lanes), placed, size, step)
}

/**
 * Frames of the groups that are not one card. A card that somebody put elsewhere does not stretch its frame; where most were put
 * elsewhere, the frame has gone with them.
 */
export function groupBoxes(
  input: LayoutInput,
  spots: ReadonlyMap<string, Spot>,
  size: CardSize,
  placed: Readonly<Record<string, Spot>>
): GroupBox[] {
  const members = new Map<string, string[]>()
  for (const id of input.ids) {
    const tag = input.tagOf.get(id)
    if (tag === undefined || id === `group:${tag}`) continue
    const known = members.get(tag)
    if (known) known.push(id)
    else members.set(tag, [id])
  }
  return [...members].flatMap(([tag, ids]) => {
    const own = ids.filter(id => !placed[id])
    const spotsOf = (own.length * 2 >= ids.length ? own : ids).flatMap(id => spots.get(id) ?? [])
    if (spotsOf.length === 0) return []
    const left = Math.min(...spotsOf.map(spot => spot.x)) - boxSpace.side
    const top = Math.min(...spotsOf.map(spot => spot.y)) - boxSpace.top
    return {
      tag,
      ids,
      x: left,
      y: top,
      width: Math.max(...spotsOf.map(spot => spot.x)) + size.width + boxSpace.side - left,
      height: Math.max(...spotsOf.map(spot => spot.y)) + size.height + boxSpace.bottom - top
    }
  })
}
