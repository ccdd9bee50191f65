import { computed, nextTick, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { CanvasView } from './use-view.ts'
import type { DragState } from './canvas-state.ts'
import type { Point } from './edge-geometry.ts'
import { blockAt, type Scene } from './far/scene.ts'
import { inSight, neighbour } from './near.ts'
import { toGraph } from './view.ts'

/** How many frames a card that was just asked for may take to appear. */
const patience = 30

export interface Pinned {
  /** Cards that are elements at any zoom: one to begin with at the keyboard, the one in use, and those in hand. */
  readonly cards: ComputedRef<ReadonlySet<string>>
  readonly focused: Ref<string | null>
  point(point: Point): void
  focus(cardId: string): void
  /** Looks where the card is, unless it is in sight. */
  reveal(cardId: string): void
  /** Moves on by an arrow key. Gives whether there was somewhere to go. */
  step(from: string, key: string): boolean
}

export function usePinned(
  frame: Ref<HTMLElement | null>,
  scene: Readonly<Ref<Scene>>,
  sight: CanvasView,
  chosen: () => readonly (string | null | undefined)[],
  drag: ComputedRef<DragState | null>
): Pinned {
  const focused = ref<string | null>(null)
  const hovered = shallowRef<string | null>(null)
  const first = computed(() => {
    const { blocks } = scene.value
    return (blocks.find(block => block.tone === 'bad') ?? blocks[0])?.id
  })
  const cards = computed(() => {
    const hand = drag.value
    const all = [focused.value ?? first.value, hovered.value, hand?.from, hand?.over, ...chosen()]
    return new Set(all.filter(id => typeof id === 'string'))
  })

  function reveal(cardId: string): void {
    const block = scene.value.byId.get(cardId)
    if (block && !inSight(scene.value, cardId, sight.view.value))
      sight.center({ x: block.x + block.width / 2, y: block.y + block.height / 2 }, true)
  }

  function focus(cardId: string): void {
    focused.value = cardId
    reveal(cardId)
    let left = patience
    const look = (): void => {
      const card = frame.value?.querySelector<HTMLElement>(
        `.vue-flow__node[data-id="${CSS.escape(cardId)}"]:not(.vue-flow__node-stub)`
      )
      if (card?.checkVisibility({ visibilityProperty: true })) card.focus({ preventScroll: true })
      else if (left-- > 0) requestAnimationFrame(look)
    }
    void nextTick(look)
  }

  return {
    cards,
    focused,
    point(point) {
      hovered.value = blockAt(scene.value, toGraph(sight.view.value, point))
    },
    focus,
    reveal,
    step(from, key) {
      const next = neighbour(scene.value, from, key)
      if (next) focus(next)
      return next !== null
    }
  }
}
