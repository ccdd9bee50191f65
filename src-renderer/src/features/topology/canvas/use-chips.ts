import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { CardSize } from '../graph-mapping.ts'
import { chipPlaces, placingChips, type ChipPlace } from './chip-places.ts'
import type { Scene } from './far/scene.ts'
import { fewCards } from './near.ts'

type Places = ReadonlyMap<string, ChipPlace>

/** How long one task of the work may take, in milliseconds, so that the hand never waits. */
const budget = 6

/**
 * Where chips stand. Of a large graph that is worked out in tasks of their own; until then it is null, and none is shown. It begins
 * before one comes near enough for chips, so that each is drawn with its line and not all in one go. Places stay when the view moves: a
 * chip is found where it was.
 */
export function useChips(scene: Readonly<Ref<Scene>>, size: () => CardSize): ComputedRef<Places | null> {
  const isLarge = computed(() => scene.value.blocks.length > fewCards)
  const later = shallowRef<Places | null>(null)
  let waiting: ReturnType<typeof setTimeout> | undefined

  function go(work: ReturnType<typeof placingChips>): void {
    waiting = setTimeout(() => {
      const end = performance.now() + budget
      do {
        const { done, value } = work.next()
        if (done) return void (later.value = value)
      } while (performance.now() < end)
      go(work)
    })
  }

  watch(
    scene,
    now => {
      clearTimeout(waiting)
      if (!isLarge.value) return
      go(placingChips(now.lines, now.blocks, size()))
    },
    { immediate: true }
  )
  onScopeDispose(() => clearTimeout(waiting))
  return computed(() =>
    isLarge.value ? later.value : chipPlaces(scene.value.lines, scene.value.blocks, size())
  )
}
