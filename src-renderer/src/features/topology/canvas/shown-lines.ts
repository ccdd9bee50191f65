import type { VueFlowStore } from '@vue-flow/core'
import { markRaw, type Ref } from 'vue'
import type { LinkEdge } from '../graph-mapping.ts'
import type { Detail } from './canvas-state.ts'
import { flowEdge, type ElementTexts } from './flow-elements.ts'
import type { ShownCards } from './shown-cards.ts'
import type { Wish } from './use-elements.ts'

interface Shown {
  readonly edge: LinkEdge
  readonly detail: Detail
  readonly texts: ElementTexts
}

/** Each does up to so many, and gives how many there were to do. */
export interface ShownLines {
  removeSome(most: number): number
  changeSome(most: number): number
  addSome(most: number): number
}

/** The lines that Vue Flow has, and how they become those that are wished for. */
export function useShownLines(flow: VueFlowStore, wish: Ref<Wish>, cards: ShownCards): ShownLines {
  const shown = new Map<string, Shown>()
  let lines: { readonly of: Wish['near']; readonly ids: Set<string> } | null = null

  function isNear(id: string): boolean {
    const { near } = wish.value
    if (lines?.of !== near) lines = { of: near, ids: new Set(near.lines) }
    return lines.ids.has(id)
  }

  function isStale([id, { edge }]: readonly [string, Shown]): boolean {
    const next = wish.value.edges.get(id)
    return !next || !isNear(id) || next.source !== edge.source || next.target !== edge.target
  }

  function change(id: string, next: Shown): void {
    const element = flow.findEdge(id)
    const { zIndex, ariaLabel, data } = flowEdge(next.edge, next.detail, next.texts)
    if (element) Object.assign(element, { data: markRaw(data!), zIndex, ariaLabel })
    shown.set(id, next)
  }

  return {
    removeSome(most) {
      const stale = [...shown].filter(isStale)
      const some = stale.slice(0, most).map(([id]) => id)
      for (const id of some) shown.delete(id)
      if (some.length) flow.removeEdges(some)
      return stale.length
    },
    changeSome(most) {
      const { edges, near, texts } = wish.value
      const stale = [...shown].filter(one => {
        const [id, known] = one
        const same = edges.get(id) === known.edge && near.detail === known.detail && texts === known.texts
        return !same && !isStale(one)
      })
      for (const [id] of stale.slice(0, most))
        change(id, { edge: edges.get(id)!, detail: near.detail, texts })
      return stale.length
    },
    addSome(most) {
      const { edges, near, texts } = wish.value
      const missing = near.lines.flatMap(id => (shown.has(id) ? [] : (edges.get(id) ?? [])))
      if (missing.length === 0) return 0
      const some = missing.slice(0, most)
      cards.addStubs(new Set(some.flatMap(({ source, target }) => [source, target])))
      const possible = some.filter(({ source, target }) => cards.has(source) && cards.has(target))
      flow.addEdges(possible.map(edge => flowEdge(edge, near.detail, texts)))
      for (const edge of some) shown.set(edge.id, { edge, detail: near.detail, texts })
      return missing.length
    }
  }
}
