import { useVueFlow } from '@vue-flow/core'
import type { Ref } from 'vue'
import type { CardNode, LinkEdge } from '../graph-mapping.ts'
import type { Point } from './edge-geometry.ts'
import { arrows } from './near.ts'
import { blockAt, lineAt, type Scene } from './far/scene.ts'
import type { Drag, Drop } from './use-drag.ts'
import { toGraph, type View } from './view.ts'

/** How near a click has to be to a line that is only a picture, in pixels. */
const reach = 6

interface Shown {
  readonly nodes: Ref<ReadonlyMap<string, CardNode>>
  readonly edges: Ref<ReadonlyMap<string, LinkEdge>>
  readonly scene: Ref<Scene>
  readonly view: Ref<View>
  readonly drag: Drag
}

interface Acts {
  openSite(siteId: string): void
  openLink(linkId: string): void
  expand(tag: string): void
  drop(drop: Drop): void
  linkFrom(siteId: string): void
  clear(): void
  choose(siteId: string): void
  chooseAll(): void
  nudge(siteId: string, key: string): void
  step(from: string, key: string): boolean
}

export interface Input {
  /** `more`: with Shift, which chooses instead of opening. */
  clickCard(cardId: string, more: boolean): void
  openLine(edgeId: string): void
  clickPane(point: Point, more: boolean): void
  key(event: KeyboardEvent): void
}

/** What clicks and keys on the graph mean. */
export function useInput({ nodes, edges, scene, view, drag }: Shown, acts: Acts): Input {
  const flow = useVueFlow()

  function open(cardId: string): void {
    const node = nodes.value.get(cardId)
    if (node?.kind === 'group') acts.expand(node.tag)
    else acts.openSite(cardId)
  }

  function openLine(edgeId: string): void {
    const link = edges.value.get(edgeId)?.link
    if (link) acts.openLink(link.id)
  }

  const isSite = (id: string): boolean => nodes.value.get(id)?.kind === 'site'

  function clickCard(cardId: string, more: boolean): void {
    // After a click on the disc the next click on a card is the drop.
    if (!drag.state.value) return more && isSite(cardId) ? acts.choose(cardId) : open(cardId)
    const drop = drag.end(cardId)
    flow.endConnection(undefined, true)
    if (drop) acts.drop(drop)
  }

  /** Cards and lines that are only a picture can be clicked all the same. */
  function clickPane(at: Point, more: boolean): void {
    if (drag.state.value) return drag.cancel()
    const point = toGraph(view.value, at)
    const card = blockAt(scene.value, point)
    if (card) return more && isSite(card) ? acts.choose(card) : open(card)
    if (more) return
    const line = lineAt(scene.value, point, reach / view.value.zoom)
    if (line) openLine(line)
    else acts.clear()
  }

  function key(event: KeyboardEvent): void {
    const element = event.target as HTMLElement
    const id = element.dataset['id']
    if (!id || event.altKey) return
    const onCard = element.classList.contains('vue-flow__node')
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a') return
      acts.chooseAll()
    } else if (event.shiftKey && onCard && isSite(id) && (event.key === ' ' || event.key in arrows)) {
      if (event.key === ' ') acts.choose(id)
      else acts.nudge(id, event.key)
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (onCard) open(id)
      else openLine(id)
    } else if (event.key.toLowerCase() === 'l' && isSite(id)) acts.linkFrom(id)
    else if (!onCard || !acts.step(id, event.key)) return
    event.preventDefault()
  }

  return { clickCard, openLine, clickPane, key }
}
