import { onBeforeUnmount, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Point } from './edge-geometry.ts'
import type { Rect } from './view.ts'

/** Less than this is a click. */
const least = 4

export interface Band {
  /** In the canvas's own pixels; null while none is drawn. */
  readonly rect: ShallowRef<Rect | null>
  press(event: PointerEvent): void
  /** Whether the click that comes now only ends a drawing. */
  justDrawn(): boolean
}

/** The frame that a drag with Shift draws on the empty canvas. */
export function useBand(canvas: Ref<HTMLElement | null>, done: (rect: Rect) => void): Band {
  const rect = shallowRef<Rect | null>(null)
  let from: Point | null = null
  let drawn = false

  function at(event: PointerEvent): Point {
    const box = canvas.value!.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }

  function press(event: PointerEvent): void {
    drawn = false
    const onPane = (event.target as HTMLElement).classList.contains('vue-flow__pane')
    if (!event.shiftKey || event.button !== 0 || !onPane) return
    from = at(event)
    window.addEventListener('pointermove', pull)
    window.addEventListener('pointerup', release)
    window.addEventListener('keydown', key, true)
  }

  function pull(event: PointerEvent): void {
    if (!from) return
    const to = at(event)
    const [width, height] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)]
    if (!rect.value && width < least && height < least) return
    rect.value = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width, height }
  }

  function stop(): void {
    from = null
    rect.value = null
    window.removeEventListener('pointermove', pull)
    window.removeEventListener('pointerup', release)
    window.removeEventListener('keydown', key, true)
  }

  function release(): void {
    const all = rect.value
    stop()
    drawn = all !== null
    if (all) done(all)
  }

  function key(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    drawn = rect.value !== null
    stop()
  }

  onBeforeUnmount(stop)
  return { rect, press, justDrawn: () => drawn }
}
