import { computed, type ComputedRef, type Ref } from 'vue'
import type { DragState } from './canvas-state.ts'
import type { Look } from './far/paint.ts'

/** How a card stands in the picture, the same as the cards that are elements. */
export function useLooks(
  drag: Ref<DragState | null>,
  bright: Ref<ReadonlySet<string> | null>
): ComputedRef<(id: string) => Look> {
  return computed((): ((id: string) => Look) => {
    const [hand, kept] = [drag.value, bright.value]
    if (hand) {
      return id => {
        if (id === hand.from) return 'lit'
        const target = hand.targets?.get(id)
        return target ? (target.legal ? 'lit' : 'dimmed') : 'plain'
      }
    }
    return id => (kept && !kept.has(id) ? 'dimmed' : 'plain')
  })
}
