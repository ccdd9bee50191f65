import { useVueFlow, type GraphEdge, type GraphNode } from '@vue-flow/core'
import { markRaw, nextTick, onBeforeUnmount, watch, type Ref } from 'vue'
import type { CardNode, LinkEdge } from '../graph-mapping.ts'
import { flowEdge, flowNode, stubNode, type ElementTexts } from './flow-elements.ts'
import type { Near } from './near.ts'

/** How long one step of work may take, in milliseconds, so that the hand never waits. */
const budget = 10

interface Wish {
  readonly nodes: ReadonlyMap<string, CardNode>
  readonly edges: ReadonlyMap<string, LinkEdge>
  readonly near: Near
  readonly texts: ElementTexts
  /** The card in the user's hand stays where the hand holds it. */
  readonly held: string | null
}

/**
 * Gives Vue Flow what is near, and changes only what changed. New elements are made a few in each frame, the nearest first: until
 * it is an element's turn, the picture behind shows it.
 */
export function useElements(wish: Ref<Wish>, paused: Ref<boolean>): void {
  const flow = useVueFlow()
  const shownNodes = new Map<string, CardNode>()
  const shownEdges = new Map<string, LinkEdge>()
  let spoken: ElementTexts | null = null
  let frame = 0
  let share = 12

  function changeNode(node: CardNode, shown: GraphNode, near: boolean, held: boolean): void {
    const { position, ...rest } = near ? flowNode(node, wish.value.texts) : stubNode(node)
    Object.assign(shown, { connectable: true, ...rest })
    if (!held) shown.position = position
    shownNodes.set(node.id, node)
  }

  function changeEdge(edge: LinkEdge, shown: GraphEdge): void {
    const { zIndex, ariaLabel } = flowEdge(edge, wish.value.texts)
    Object.assign(shown, { data: markRaw(edge), zIndex, ariaLabel })
    shownEdges.set(edge.id, edge)
  }

  /** What is shown already is brought up to date at once; what is gone, goes. */
  function refresh(): void {
    const { nodes, edges, near, held, texts } = wish.value
    // In another language everything says something else.
    const anew = spoken !== texts
    spoken = texts
    const lines = new Set(near.lines)
    const cards = new Set(near.cards)
    const places = new Set([...near.cards, ...near.stubs])
    const staleEdges = [...shownEdges].filter(([id, { source, target }]) => {
      const edge = edges.get(id)
      return !edge || !lines.has(id) || edge.source !== source || edge.target !== target
    })
    for (const [id] of staleEdges) shownEdges.delete(id)
    if (staleEdges.length) flow.removeEdges(staleEdges.map(([id]) => id))
    const staleNodes = [...shownNodes.keys()].filter(id => !nodes.has(id) || !places.has(id))
    for (const id of staleNodes) shownNodes.delete(id)
    if (staleNodes.length) flow.removeNodes(staleNodes, false)
    for (const [id, known] of shownNodes) {
      const [node, shown] = [nodes.get(id)!, flow.findNode(id)]
      const type = cards.has(id) ? node.kind : 'stub'
      if (shown && (node !== known || shown.type !== type || anew))
        changeNode(node, shown, cards.has(id), held === id)
    }
    for (const [id, known] of shownEdges) {
      const [edge, shown] = [edges.get(id)!, flow.findEdge(id)]
      if (shown && (edge !== known || anew)) changeEdge(edge, shown)
    }
  }

  /** The next few; false when nothing is left to make. */
  function addSome(): boolean {
    const { nodes, edges, near, texts } = wish.value
    const missing = near.cards.filter(id => !shownNodes.has(id) && nodes.has(id))
    const cards = missing.slice(0, share).map(id => nodes.get(id)!)
    flow.addNodes(cards.map(node => flowNode(node, texts)))
    for (const node of cards) shownNodes.set(node.id, node)
    if (missing.length > cards.length) return true
    const wanted = near.lines.flatMap(id => (shownEdges.has(id) ? [] : (edges.get(id) ?? [])))
    const lines = wanted.slice(0, share)
    const ends = [...new Set(lines.flatMap(({ source, target }) => [source, target]))]
    const stubs = ends.flatMap(id => (shownNodes.has(id) ? [] : (nodes.get(id) ?? [])))
    flow.addNodes(stubs.map(stubNode))
    for (const node of stubs) shownNodes.set(node.id, node)
    const possible = lines.filter(({ source, target }) => shownNodes.has(source) && shownNodes.has(target))
    flow.addEdges(possible.map(edge => flowEdge(edge, texts)))
    for (const edge of lines) shownEdges.set(edge.id, edge)
    return wanted.length > lines.length
  }

  async function work(): Promise<void> {
    frame = 0
    const start = performance.now()
    const more = addSome()
    await nextTick()
    const took = performance.now() - start
    share = Math.max(2, Math.min(40, Math.round((share * budget) / Math.max(1, took))))
    if (more) plan()
  }

  function plan(): void {
    if (!paused.value) frame ||= requestAnimationFrame(() => void work())
  }

  watch(
    [wish, paused],
    () => {
      if (paused.value) return
      refresh()
      plan()
    },
    { immediate: true }
  )
  onBeforeUnmount(() => cancelAnimationFrame(frame))
}
