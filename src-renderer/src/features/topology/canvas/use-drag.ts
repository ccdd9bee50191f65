import type { TargetView } from '@contract/link-shapes.ts'
import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { DragState } from './canvas-state.ts'

export interface Drop {
  readonly from: string
  readonly to: string
  readonly bothWays: boolean
}

export interface Drag {
  readonly state: ShallowRef<DragState | null>
  /** The pointer, in the canvas's own pixels. */
  readonly pointer: Ref<{ x: number; y: number }>
  start(from: string): void
  /** Ends the drag, and gives what was dropped where it may be. `near`: what the canvas itself snapped to. */
  end(near?: string | null): Drop | null
  cancel(): void
}

/** What a drag from a card's disc is doing: over which card, one way or both, and which cards may receive. */
export function useDrag(
  canvas: Ref<HTMLElement | null>,
  targetsOf: (siteId: string) => readonly TargetView[],
  /** The card at a point of the canvas, where cards are only a picture. */
  cardAt: (point: { x: number; y: number }) => string | null,
  onCancel: () => void
): Drag {
  const state = shallowRef<DragState | null>(null)
  const pointer = ref({ x: 0, y: 0 })
  let shift = false
  let onDisc = false

  function under(event: PointerEvent | MouseEvent): void {
    const box = canvas.value?.getBoundingClientRect()
    if (!box || !state.value) return
    pointer.value = { x: event.clientX - box.left, y: event.clientY - box.top }
    const element = document.elementFromPoint(event.clientX, event.clientY)
    const card = element?.closest<HTMLElement>('.vue-flow__node')?.dataset['id']
    const over = card ?? (element?.closest('.vue-flow__pane') ? cardAt(pointer.value) : null)
    onDisc = over !== null && over !== state.value.from && element?.closest('.handle.out') !== null
    shift = event.shiftKey
    set(over)
  }

  function set(over: string | null): void {
    const now = state.value
    if (!now) return
    const bothWays = shift || onDisc
    if (now.over !== over || now.bothWays !== bothWays) state.value = { ...now, over, bothWays }
  }

  function key(event: KeyboardEvent): void {
    if (event.key === 'Escape') cancel()
    if (event.key === 'Shift') {
      shift = event.type === 'keydown'
      set(state.value?.over ?? null)
    }
  }

  function start(from: string): void {
    if (state.value?.from === from) return
    onDisc = false
    shift = false
    const targets = new Map(targetsOf(from).map(target => [target.siteId, target]))
    state.value = { from, over: null, bothWays: false, targets }
    window.addEventListener('mousemove', under)
    window.addEventListener('keydown', key)
    window.addEventListener('keyup', key)
  }

  function stop(): void {
    state.value = null
    window.removeEventListener('mousemove', under)
    window.removeEventListener('keydown', key)
    window.removeEventListener('keyup', key)
  }

  function end(near: string | null = null): Drop | null {
    const now = state.value
    stop()
    const to = now?.over ?? near
    if (!now || !to || !now.targets?.get(to)?.legal) return null
    return { from: now.from, to, bothWays: now.bothWays }
  }

  function cancel(): void {
    if (!state.value) return
    stop()
    onCancel()
  }

  onBeforeUnmount(stop)
  return { state, pointer, start, end, cancel }
}
