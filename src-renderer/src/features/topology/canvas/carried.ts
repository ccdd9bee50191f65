import type { CardNode } from '../graph-mapping.ts'
import type { Spot } from '../tier-layout.ts'
import type { Block } from './far/scene.ts'
import { meets, type Rect } from './view.ts'

/** Cards on their way: which, and how far from where they stood. All go the same way, so that they stand to each other as before. */
export interface Carried {
  readonly ids: ReadonlySet<string>
  /** The group whose frame goes along. */
  readonly tag: string | null
  readonly by: Spot
}

/** Where a card stands while it may be on its way. */
export function placeOf({ id, position }: Pick<CardNode, 'id' | 'position'>, carried: Carried | null): Spot {
  if (!carried?.ids.has(id)) return position
  return { x: position.x + carried.by.x, y: position.y + carried.by.y }
}

/** Where the cards would be put down. Empty where they stand as before. */
export function putDown(
  nodes: ReadonlyMap<string, Pick<CardNode, 'id' | 'position'>>,
  { ids, by }: Carried
): Readonly<Record<string, Spot>> {
  const way = { x: Math.round(by.x), y: Math.round(by.y) }
  if (way.x === 0 && way.y === 0) return {}
  const put = [...ids].flatMap(id => {
    const node = nodes.get(id)
    return node ? [[id, { x: node.position.x + way.x, y: node.position.y + way.y }] as const] : []
  })
  return Object.fromEntries(put)
}

/** What a drag or a key takes along: all that are chosen, if this card is one of them. Groups that are one card stay. */
export function takenAlong(
  id: string,
  chosen: ReadonlySet<string>,
  nodes: ReadonlyMap<string, Pick<CardNode, 'kind'>>
): ReadonlySet<string> {
  if (!chosen.has(id)) return new Set([id])
  return new Set([...chosen].filter(one => nodes.get(one)?.kind === 'site'))
}

export function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next
}

/** What is chosen, and all sites that a frame touches. */
export function withTouched(
  chosen: ReadonlySet<string>,
  blocks: readonly Block[],
  frame: Rect
): ReadonlySet<string> {
  const touched = blocks.filter(block => block.flag !== 'group' && meets(block, frame))
  return new Set([...chosen, ...touched.map(({ id }) => id)])
}
