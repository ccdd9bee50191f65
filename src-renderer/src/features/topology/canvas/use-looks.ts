import { computed, type ComputedRef, type Ref } from 'vue'
import type { DragState } from './canvas-state.ts'
import type { Look } from './far/paint.ts'

/** How a card stands in the picture, the same as the cards that are elements. */
export function useLooks(
  drag: Ref<DragState | null>,
  bright: Ref<ReadonlySet<string> | null>,
  chosen: Ref<ReadonlySet<string>>
): ComputedRef<(id: string) => Look> {
  const from = computed(() => drag.value?.from ?? null)
  const targets = computed(() => drag.value?.targets ?? null)
  // Not of what the pointer is over: the whole picture would be drawn anew for each card on its way.
  return computed((): ((id: string) => Look) => {
    const [hand, may, kept, some] = [from.value, targets.value, bright.value, chosen.value]
    if (hand !== null) {
      return id => {
        if (id === hand) return 'lit'
        const target = may?.get(id)
        return target ? (target.legal ? 'lit' : 'dimmed') : 'plain'
      }
    }
    return id => (some.has(id) ? 'lit' : kept && !kept.has(id) ? 'dimmed' : 'plain')
  })
}
