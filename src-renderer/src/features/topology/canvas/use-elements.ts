import { useVueFlow } from '@vue-flow/core'
import { nextTick, onBeforeUnmount, watch, type Ref } from 'vue'
import type { CardNode, LinkEdge } from '../graph-mapping.ts'
import type { Carried } from './carried.ts'
import type { ElementTexts } from './flow-elements.ts'
import type { Near } from './near.ts'
import { useShownCards } from './shown-cards.ts'
import { useShownLines } from './shown-lines.ts'

/** How long one step of work may take, in milliseconds, so that the hand never waits. */
const budget = 8

export interface Wish {
  readonly nodes: ReadonlyMap<string, CardNode>
  readonly edges: ReadonlyMap<string, LinkEdge>
  readonly near: Near
  readonly texts: ElementTexts
  /** Cards in the user's hand stay where the hand holds them. */
  readonly carried: Carried | null
}

/** One kind of work: does up to so many things of it, and says how many it found to do. */
interface Chore {
  /** How many fit into a step; learnt from how long they take. */
  share: number
  readonly do: (most: number) => number
}

/**
 * Gives Vue Flow what is near, and changes only what changed: a few elements in each frame, the nearest first. Until it is an
 * element's turn, the picture behind shows it.
 */
export function useElements(wish: Ref<Wish>, paused: Ref<boolean>): void {
  const flow = useVueFlow()
  const cards = useShownCards(flow, wish)
  const lines = useShownLines(flow, wish, cards)
  let frame = 0

  // What changed comes before what is new; a line goes before the card at its end does.
  const chores: readonly Chore[] = [
    { share: 24, do: lines.removeSome },
    { share: 24, do: cards.removeSome },
    { share: 12, do: cards.changeSome },
    { share: 12, do: lines.changeSome },
    { share: 8, do: cards.addSome },
    { share: 8, do: lines.addSome }
  ]

  async function work(): Promise<void> {
    frame = 0
    const begin = performance.now()
    for (const chore of chores) {
      const start = performance.now()
      const found = chore.do(chore.share)
      if (found === 0) continue
      await nextTick()
      const took = Math.max(0.5, performance.now() - start)
      const done = Math.min(found, chore.share)
      chore.share = Math.max(2, Math.min(32, Math.round((done * budget) / took)))
      if (found > done || performance.now() - begin >= budget) return plan()
    }
  }

  function plan(): void {
    if (!paused.value) frame ||= requestAnimationFrame(() => void work())
  }

  watch([wish, paused], plan, { immediate: true })
  onBeforeUnmount(() => cancelAnimationFrame(frame))
}
