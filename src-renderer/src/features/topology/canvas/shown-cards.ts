import type { VueFlowStore } from '@vue-flow/core'
import type { Ref } from 'vue'
import type { CardNode } from '../graph-mapping.ts'
import type { Detail } from './canvas-state.ts'
import { placeOf } from './carried.ts'
import { flowNode, stubNode, type ElementTexts } from './flow-elements.ts'
import type { Wish } from './use-elements.ts'

/** What an element was made of; a stub has no detail. */
interface Shown {
  readonly node: CardNode
  readonly detail: Detail | 'stub'
  readonly texts: ElementTexts
}

export interface ShownCards {
  has(id: string): boolean
  /** Each does up to so many, and gives how many there were to do. */
  removeSome(most: number): number
  changeSome(most: number): number
  addSome(most: number): number
  /** The empty places that these lines end at. */
  addStubs(ids: Iterable<string>): void
}

/** The cards that Vue Flow has, and how they become those that are wished for. */
export function useShownCards(flow: VueFlowStore, wish: Ref<Wish>): ShownCards {
  const shown = new Map<string, Shown>()
  let places: { readonly of: Wish['near']; readonly cards: Set<string>; readonly all: Set<string> } | null =
    null

  function placesOf(near: Wish['near']): NonNullable<typeof places> {
    if (places?.of !== near) {
      places = { of: near, cards: new Set(near.cards), all: new Set([...near.cards, ...near.stubs]) }
    }
    return places
  }

  const wanted = (id: string): Shown | null => {
    const { nodes, near, texts } = wish.value
    const node = nodes.get(id)
    if (!node || !placesOf(near).all.has(id)) return null
    return { node, detail: placesOf(near).cards.has(id) ? near.detail : 'stub', texts }
  }

  const elementOf = ({ node, detail, texts }: Shown): ReturnType<typeof flowNode> =>
    detail === 'stub' ? stubNode(node) : flowNode(node, detail, texts)

  function add(ids: readonly string[]): void {
    const made = ids.flatMap(id => wanted(id) ?? [])
    const at = (one: Shown) => ({ ...placeOf(one.node, wish.value.carried) })
    flow.addNodes(made.map(one => ({ ...elementOf(one), position: at(one) })))
    for (const one of made) shown.set(one.node.id, one)
  }

  function change(id: string, next: Shown): void {
    const element = flow.findNode(id)
    const { position, ...rest } = elementOf(next)
    if (element) {
      Object.assign(element, { connectable: true, ...rest })
      if (!wish.value.carried?.ids.has(id)) element.position = position
    }
    shown.set(id, next)
  }

  return {
    has: id => shown.has(id),
    removeSome(most) {
      const stale = [...shown.keys()].filter(id => wanted(id) === null)
      const some = stale.slice(0, most)
      for (const id of some) shown.delete(id)
      if (some.length) flow.removeNodes(some, false)
      return stale.length
    },
    changeSome(most) {
      const stale: [string, Shown][] = []
      for (const [id, known] of shown) {
        const next = wanted(id)
        if (!next) continue
        const same = next.node === known.node && next.detail === known.detail && next.texts === known.texts
        if (!same) stale.push([id, next])
      }
      for (const [id, next] of stale.slice(0, most)) change(id, next)
      return stale.length
    },
    addSome(most) {
      const missing = wish.value.near.cards.filter(id => !shown.has(id) && wish.value.nodes.has(id))
      if (missing.length) add(missing.slice(0, most))
      return missing.length
    },
    addStubs: ids => add([...ids].filter(id => !shown.has(id)))
  }
}
