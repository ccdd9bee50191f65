import { computed, onBeforeUnmount, onMounted, ref, type ComputedRef, type Ref } from 'vue'

export interface VirtualRows<T> {
  /** The rows in sight, each with its place in the whole. */
  readonly shown: ComputedRef<readonly { readonly item: T; readonly index: number }[]>
  readonly before: ComputedRef<number>
  readonly after: ComputedRef<number>
  /** Places of the first row in sight, and of the one after the last. */
  readonly first: ComputedRef<number>
  readonly last: ComputedRef<number>
}

/** Rows beyond those in sight, for whoever scrolls. They come when the browser has time: the first paint would wait for them. */
const usualSpare = 8
const spareWithinMs = 500

/** What stands above the rows on every page: the bar, the tools, and the head of the table. */
const aboveRows = 140

function whenIdle(act: () => void): void {
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) requestIdleCallback(act, { timeout: spareWithinMs })
  else requestAnimationFrame(() => setTimeout(act))
}

/** Only the rows in sight are in the document: lists of any length cost the same. Rows have one height. */
export function useVirtualRows<T>(
  items: Ref<readonly T[]>,
  rowHeight: number,
  scroller: Ref<HTMLElement | null>,
  nearEnd?: () => void
): VirtualRows<T> {
  const top = ref(0)
  // Not measured before the first paint: the browser would have to lay everything out twice.
  const height = ref(Math.max(0, window.innerHeight - aboveRows))
  const spare = ref(0)
  let watcher: ResizeObserver | null = null

  function measure(): void {
    const element = scroller.value
    if (!element) return
    top.value = element.scrollTop
    // Never fewer than before: taking some away would cost more than leaving them.
    height.value = Math.max(height.value, element.clientHeight)
    if (nearEnd && element.scrollTop + element.clientHeight > element.scrollHeight - rowHeight * 20) nearEnd()
  }

  onMounted(() => {
    scroller.value?.addEventListener('scroll', measure, { passive: true })
    watcher = new ResizeObserver(measure)
    if (scroller.value) watcher.observe(scroller.value)
    whenIdle(() => (spare.value = usualSpare))
  })
  onBeforeUnmount(() => {
    scroller.value?.removeEventListener('scroll', measure)
    watcher?.disconnect()
  })

  const first = computed(() => Math.max(0, Math.floor(top.value / rowHeight) - spare.value))
  const last = computed(() =>
    Math.min(items.value.length, Math.ceil((top.value + height.value) / rowHeight) + spare.value)
  )
  return {
    first,
    last,
    shown: computed(() =>
      // Not `map`: it would leave out the holes of a list that has not arrived as a whole.
      Array.from(items.value.slice(first.value, last.value), (item, i) => ({ item, index: first.value + i }))
    ),
    before: computed(() => first.value * rowHeight),
    after: computed(() => Math.max(0, (items.value.length - last.value) * rowHeight))
  }
}
