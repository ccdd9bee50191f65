import { computed, type ComputedRef, type Ref } from 'vue'
import type { CardNode } from '../graph-mapping.ts'
import { hintPlace } from './hint-place.ts'
import type { Drag } from './use-drag.ts'

export interface Hint {
  readonly from: string
  readonly to: string | null
  readonly why: string | null
  readonly bothWays: boolean
  readonly x: number
  readonly y: number
}

/** What a drop here would do, and where that is said; null while nothing is dragged. */
export function useHint(
  frame: Ref<HTMLElement | null>,
  drag: Drag,
  nodes: Readonly<Ref<ReadonlyMap<string, CardNode>>>,
  whyText: (word: string) => string
): ComputedRef<Hint | null> {
  const nameOf = (id: string): string => {
    const node = nodes.value.get(id)
    return node?.kind === 'site' ? node.site.name : ''
  }
  return computed(() => {
    const state = drag.state.value
    if (!state) return null
    const target = state.over && state.over !== state.from ? state.targets?.get(state.over) : undefined
    return {
      from: nameOf(state.from),
      to: target ? nameOf(target.siteId) : null,
      why: target && !target.legal ? whyText(target.why ?? 'unknown') : null,
      bothWays: state.bothWays,
      ...hintPlace(frame.value, target ? target.siteId : null, drag.pointer.value)
    }
  })
}
