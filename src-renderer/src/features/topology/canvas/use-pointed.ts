import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { Point } from './edge-geometry.ts'
import { meets, seen, type View } from './view.ts'

export interface Pointed {
  /** The line under the pointer, or the one that the keyboard has come to. */
  readonly line: ComputedRef<string | null>
  /** Whether this point of the graph is in sight. */
  readonly isSeen: ComputedRef<(point: Point) => boolean>
  enter(lineId: string): void
  leave(lineId: string): void
  /** Listeners for the frame around the lines. */
  readonly focusing: { focusin(event: FocusEvent): void; focusout(): void }
}

/** Which line somebody means: all that its chip says is shown then, also where there is no room for it. */
export function usePointed(view: Readonly<Ref<View>>): Pointed {
  const hovered = shallowRef<string | null>(null)
  const focused = shallowRef<string | null>(null)
  return {
    line: computed(() => hovered.value ?? focused.value),
    isSeen: computed(() => {
      const window = seen(view.value)
      return ({ x, y }) => meets(window, { x, y, width: 0, height: 0 })
    }),
    enter: lineId => (hovered.value = lineId),
    leave(lineId) {
      if (hovered.value === lineId) hovered.value = null
    },
    focusing: {
      focusin({ target }) {
        const line = target instanceof SVGElement && target.classList.contains('vue-flow__edge')
        focused.value = line ? (target.dataset['id'] ?? null) : null
      },
      focusout: () => (focused.value = null)
    }
  }
}
