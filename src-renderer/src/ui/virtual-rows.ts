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

/** Rows beyond those in sight, for whoever scrolls. They come after the first paint, which would wait for them. */
const usualSpare = 8

/** Only the rows in sight are in the document: lists of any length cost the same. Rows have one height. */
export function useVirtualRows<T>(
  items: Ref<readonly T[]>,
  rowHeight: number,
  scroller: Ref<HTMLElement | null>,
  nearEnd?: () => void
): VirtualRows<T> {
  const top = ref(0)
  const height = ref(800)
  const spare = ref(0)
  let watcher: ResizeObserver | null = null

  function measure(): void {
    const element = scroller.value
    if (!element) return
    top.value = element.scrollTop
    if (element.clientHeight > 0) height.value = element.clientHeight
    if (nearEnd && element.scrollTop + element.clientHeight > element.scrollHeight - rowHeight * 20) nearEnd()
  }

  onMounted(() => {
    scroller.value?.addEventListener('scroll', measure, { passive: true })
    watcher = new ResizeObserver(measure)
    if (scroller.value) watcher.observe(scroller.value)
    measure()
    requestAnimationFrame(() => setTimeout(() => (spare.value = usualSpare)))
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
