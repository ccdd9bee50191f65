import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { CardSize } from '../graph-mapping.ts'
import { chipPlaces, type ChipPlace } from './chip-places.ts'
import type { Detail } from './canvas-state.ts'
import type { Scene } from './far/scene.ts'
import { fewCards } from './near.ts'

type Places = ReadonlyMap<string, ChipPlace>

/**
 * Where chips stand. Of a large graph that is worked out in a task of its own, and not before one comes near enough for chips: until then
 * it is null, and none is shown. Places stay when the view moves: a chip is found where it was.
 */
export function useChips(
  scene: Readonly<Ref<Scene>>,
  size: () => CardSize,
  detail: Readonly<Ref<Detail>>
): ComputedRef<Places | null> {
  const placesOf = ({ lines, blocks }: Scene): Places => chipPlaces(lines, blocks, size())
  const isLarge = computed(() => scene.value.blocks.length > fewCards)
  const later = shallowRef<{ readonly of: Scene; readonly places: Places } | null>(null)
  let waiting: ReturnType<typeof setTimeout> | undefined

  function take(): void {
    waiting = undefined
    later.value = { of: scene.value, places: placesOf(scene.value) }
  }

  watch(
    [scene, detail],
    () => {
      if (!isLarge.value || detail.value === 'blocks' || later.value?.of === scene.value) return
      waiting ??= setTimeout(take)
    },
    { immediate: true }
  )
  onScopeDispose(() => clearTimeout(waiting))
  return computed(() => (isLarge.value ? (later.value?.places ?? null) : placesOf(scene.value)))
}
