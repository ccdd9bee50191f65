import { computed, onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { LinkEdge } from '../graph-mapping.ts'
import { fewCards } from './near.ts'
import { looksSame, sceneOf, type Block, type Scene } from './far/scene.ts'

/** The whole graph as plain shapes. Of a large one they are worked out in a task of their own, right after the cards that they are of. */
export function useScene(
  blocks: () => readonly Block[],
  edges: () => readonly LinkEdge[]
): Readonly<ShallowRef<Scene>> {
  const scene = shallowRef(sceneOf(blocks(), edges()))
  const parts = computed(() => ({ blocks: blocks(), edges: edges() }))
  let waiting: ReturnType<typeof setTimeout> | undefined

  function take(): void {
    waiting = undefined
    const next = sceneOf(parts.value.blocks, parts.value.edges)
    if (!looksSame(scene.value, next)) scene.value = next
  }

  watch(parts, (next, former) => {
    const large = next.blocks.length > fewCards && next.blocks !== former.blocks
    if (large) waiting ??= setTimeout(take)
    else if (waiting === undefined) take()
  })
  onScopeDispose(() => clearTimeout(waiting))
  return scene
}
