import { useVueFlow } from '@vue-flow/core'
import {
  computed,
  onBeforeUnmount,
  onMounted,
  shallowRef,
  type ComputedRef,
  type Ref,
  type ShallowRef
} from 'vue'
import type { CardNode } from '../graph-mapping.ts'
import type { Spot } from '../tier-layout.ts'
import { placeOf, putDown, type Carried } from './carried.ts'
import { arrows } from './near.ts'

/** How far an arrow key moves cards: from one point of the background to the next. */
const step = 20

const none: ReadonlySet<string> = new Set()

export interface Carry {
  readonly now: ShallowRef<Carried | null>
  readonly held: ComputedRef<ReadonlySet<string>>
  lift(ids: ReadonlySet<string>, tag?: string): void
  /** How far they are from where they stood. */
  by(way: Spot): void
  /** All go the way of the card that Vue Flow moves. */
  follow(hand: string, to: Spot): void
  /** Puts them down: one move, however many they are. */
  put(): void
  /** A step by an arrow key; they are put down when Shift is let go. */
  nudge(ids: ReadonlySet<string>, key: string, tag?: string): void
}

/** Several cards in one hand, or under the arrow keys. */
export function useCarry(
  nodes: Ref<ReadonlyMap<string, CardNode>>,
  move: (spots: Readonly<Record<string, Spot>>) => void
): Carry {
  const flow = useVueFlow()
  const now = shallowRef<Carried | null>(null)

  function lift(ids: ReadonlySet<string>, tag?: string): void {
    put()
    now.value = { ids, tag: tag ?? null, by: { x: 0, y: 0 } }
  }

  function by(way: Spot, hand?: string): void {
    if (!now.value) return
    now.value = { ...now.value, by: way }
    for (const id of now.value.ids) {
      const [node, element] = [nodes.value.get(id), id === hand ? undefined : flow.findNode(id)]
      if (node && element) element.position = placeOf(node, now.value)
    }
  }

  function follow(hand: string, { x, y }: Spot): void {
    const from = nodes.value.get(hand)?.position
    if (from) by({ x: x - from.x, y: y - from.y }, hand)
  }

  function put(): void {
    const carried = now.value
    if (!carried) return
    const spots = putDown(nodes.value, carried)
    if (Object.keys(spots).length) move(spots)
    else by({ x: 0, y: 0 })
    now.value = null
  }

  function nudge(ids: ReadonlySet<string>, key: string, tag?: string): void {
    const way = arrows[key]
    if (!way) return
    if (now.value?.ids.size !== ids.size || now.value.tag !== (tag ?? null)) lift(ids, tag)
    const { x, y } = now.value!.by
    by({ x: x + way[0] * step, y: y + way[1] * step })
  }

  const letGo = (event: KeyboardEvent): void => {
    if (event.key === 'Shift' && !flow.nodes.value.some(node => node.dragging)) put()
  }
  onMounted(() => window.addEventListener('keyup', letGo))
  onBeforeUnmount(() => window.removeEventListener('keyup', letGo))

  return { now, held: computed(() => now.value?.ids ?? none), lift, by, follow, put, nudge }
}
