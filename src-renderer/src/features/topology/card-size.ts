import { computed, onBeforeUnmount, ref, type ComputedRef } from 'vue'
import { compactCard, fullCard, type CardSize } from './graph-mapping.ts'

/** Full cards with tags where the window is wide, compact ones elsewhere. */
export function useCardSize(): ComputedRef<CardSize> {
  const wide = window.matchMedia('(min-width: 1600px)')
  const full = ref(wide.matches)
  const change = (event: MediaQueryListEvent): void => void (full.value = event.matches)
  wide.addEventListener('change', change)
  onBeforeUnmount(() => wide.removeEventListener('change', change))
  return computed(() => (full.value ? fullCard : compactCard))
}
