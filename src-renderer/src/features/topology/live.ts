import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

/** What somebody can follow with the eye: four times a second. */
const pause = 250

/** A value that changes many times a second, taken over at most four times a second; the last one always. */
export function calmed<T>(source: () => T): Readonly<ShallowRef<T>> {
  const shown = shallowRef(source()) as ShallowRef<T>
  let due: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  function take(): void {
    due = undefined
    last = performance.now()
    shown.value = source()
  }
  watch(source, () => {
    const wait = last + pause - performance.now()
    if (wait <= 0) take()
    else due ??= setTimeout(take, wait)
  })
  onScopeDispose(() => clearTimeout(due))
  return shown
}
