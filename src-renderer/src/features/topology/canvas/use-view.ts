import { useVueFlow } from '@vue-flow/core'
import { computed, onBeforeUnmount, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { Point } from './edge-geometry.ts'
import { fitting, type Rect, type View } from './view.ts'

export interface CanvasView {
  readonly view: ComputedRef<View>
  /** Somebody pans or zooms right now. */
  readonly moving: Ref<boolean>
  fit(rect: Rect | null, quick?: boolean): void
  /** Brings a point of the graph into the middle. */
  center(point: Point, quick?: boolean): void
}

const rest = 120
const slide = 200

/** Where the canvas looks, and how it is told to look elsewhere. */
export function useView(): CanvasView {
  const flow = useVueFlow()
  const view = computed(() => ({ ...flow.viewport.value, ...flow.dimensions.value }))
  const moving = ref(false)
  let still: ReturnType<typeof setTimeout> | undefined

  watch(flow.viewport, () => {
    moving.value = true
    clearTimeout(still)
    still = setTimeout(() => (moving.value = false), rest)
  })
  onBeforeUnmount(() => clearTimeout(still))

  function go(to: Point & { readonly zoom: number }, quick = false): void {
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    void flow.setViewport(to, quick || calm ? {} : { duration: slide })
  }

  return {
    view,
    moving,
    fit(rect, quick) {
      if (rect) go(fitting(rect, flow.dimensions.value), quick)
    },
    center({ x, y }, quick) {
      const { zoom, width, height } = view.value
      go({ x: width / 2 - x * zoom, y: height / 2 - y * zoom, zoom }, quick)
    }
  }
}
