import { computed, onBeforeUnmount, onMounted, ref, type ComputedRef, type Ref } from 'vue'

interface Sized {
  /** In pixels or percent; without one a column takes what the others leave. */
  readonly width?: string
  /** Goes where there is little room, the highest first. */
  readonly drop?: number
}

/** A column of names says nothing below this, in pixels. */
const least = 176

/** What stands beside a table on a page without a panel. */
const rail = 76

function taken(columns: readonly Sized[], room: number): number {
  return columns.reduce((sum, { width }) => {
    if (!width) return sum + least
    const number = Number.parseFloat(width)
    return sum + (width.endsWith('%') ? (number / 100) * room : number)
  }, 0)
}

/** The columns for which there is room, in their order: names keep theirs, and what matters less goes. */
export function fittingColumns<C extends Sized>(columns: readonly C[], room: number): C[] {
  const shown = [...columns]
  while (taken(shown, room) > room) {
    const next = shown.reduce<C | null>(
      (most, one) => ((one.drop ?? 0) > (most?.drop ?? 0) ? one : most),
      null
    )
    if (!next) break
    shown.splice(shown.indexOf(next), 1)
  }
  return shown
}

/** The same for the room that an element has, also when that changes. Not measured before the first paint, but guessed. */
export function useFittingColumns<C extends Sized>(
  columns: () => readonly C[],
  element: Ref<HTMLElement | null>
): ComputedRef<C[]> {
  const room = ref(window.innerWidth - rail)
  let watcher: ResizeObserver | null = null
  onMounted(() => {
    watcher = new ResizeObserver(([entry]) => {
      // Nothing is laid out where there is no screen.
      if (entry && entry.contentRect.width > 0) room.value = entry.contentRect.width
    })
    if (element.value) watcher.observe(element.value)
  })
  onBeforeUnmount(() => watcher?.disconnect())
  return computed(() => fittingColumns(columns(), room.value))
}
