import { onBeforeUnmount, onMounted, shallowRef, watch, type ShallowRef } from 'vue'
import type { Graph } from './use-graph.ts'

/** Something lies over the graph, and Escape is meant for it. */
const over = '[aria-modal="true"], .pop-panel, .drawer'

/** The sites that something can be done with together: those that are shown, until Escape. */
export function useChosen(graph: Graph): ShallowRef<ReadonlySet<string>> {
  const chosen = shallowRef<ReadonlySet<string>>(new Set())

  // What is filtered away, removed or part of a group's card must not be acted on unseen.
  watch(graph.nodes, nodes => {
    if (chosen.value.size === 0) return
    const here = new Set(nodes.filter(node => node.kind === 'site').map(({ id }) => id))
    const left = [...chosen.value].filter(id => here.has(id))
    if (left.length < chosen.value.size) chosen.value = new Set(left)
  })

  function key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || chosen.value.size === 0) return
    const inField = (event.target as HTMLElement).closest('input, textarea, select, [contenteditable]')
    if (!inField && !document.querySelector(over)) chosen.value = new Set()
  }
  onMounted(() => document.addEventListener('keydown', key))
  onBeforeUnmount(() => document.removeEventListener('keydown', key))
  return chosen
}
