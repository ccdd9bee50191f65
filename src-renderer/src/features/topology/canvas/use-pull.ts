import { onBeforeUnmount } from 'vue'
import type { Point } from './edge-geometry.ts'

/** Less than this is a click. */
const least = 4

interface Pulled {
  begin(): void
  /** In pixels since the press. */
  by(way: Point): void
  end(): void
}

export interface Pull {
  press(event: PointerEvent): void
  /** Whether the click that comes now only ends a pull. */
  justPulled(): boolean
}

/** A press that becomes a pull once the pointer has moved a little. */
export function usePull(pulled: Pulled): Pull {
  let from: Point | null = null
  let going = false
  let gone = false

  function move(event: PointerEvent): void {
    if (!from) return
    const way = { x: event.clientX - from.x, y: event.clientY - from.y }
    if (!going && Math.hypot(way.x, way.y) < least) return
    if (!going) pulled.begin()
    going = true
    pulled.by(way)
  }

  function stop(): void {
    from = null
    going = false
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', release)
    window.removeEventListener('pointercancel', release)
  }

  function release(): void {
    gone = going
    stop()
    if (gone) pulled.end()
  }

  onBeforeUnmount(stop)
  return {
    press(event) {
      gone = false
      if (event.button !== 0) return
      from = { x: event.clientX, y: event.clientY }
      window.addEventListener('pointermove', move)
      window.addEventListener('pointerup', release)
      window.addEventListener('pointercancel', release)
    },
    justPulled: () => gone
  }
}
