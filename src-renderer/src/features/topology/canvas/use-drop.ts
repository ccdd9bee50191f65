import type { Connection } from '@vue-flow/core'
import { computed, type Ref } from 'vue'
import type { LinkEdge } from '../graph-mapping.ts'
import type { DragState } from './canvas-state.ts'
import type { Drag, Drop } from './use-drag.ts'

export interface Drops {
  /** Vue Flow asks this for the edges it is given, too. */
  valid(connection: Connection): boolean
  /** Where Vue Flow snapped to. */
  snap(cardId: string): void
  release(): void
}

/** Where a drag from a disc may end, and what comes of it. */
export function useDrop(
  edges: () => readonly LinkEdge[],
  lights: Ref<DragState | null>,
  drag: Drag,
  dropped: (drop: Drop) => void
): Drops {
  const drawn = computed(() => new Set(edges().map(edge => `${edge.source} ${edge.target}`)))
  let snapped: string | null = null
  return {
    valid: ({ source, target }) =>
      drawn.value.has(`${source} ${target}`) || (lights.value?.targets?.get(target)?.legal ?? false),
    snap: cardId => void (snapped = cardId),
    release() {
      const drop = drag.end(snapped)
      snapped = null
      if (drop) dropped(drop)
    }
  }
}
