import type { ErrorView } from '@contract/shapes.ts'
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { errorOf } from './call-error.ts'

export interface Loading {
  /** Nothing has arrived yet: time for a skeleton. */
  readonly first: Ref<boolean>
  readonly busy: Ref<boolean>
  readonly error: ShallowRef<ErrorView | null>
  /** Runs the work; a failure ends in `error` instead of being thrown. Gives whether it succeeded. */
  run(work: () => Promise<unknown>): Promise<boolean>
}

/** What every loading or acting place needs to say: working, failed and why. */
export function useLoading(): Loading {
  const first = ref(true)
  const busy = ref(false)
  const error = shallowRef<ErrorView | null>(null)
  return {
    first,
    busy,
    error,
    async run(work) {
      busy.value = true
      error.value = null
      try {
        await work()
        first.value = false
        return true
      } catch (thrown) {
        error.value = errorOf(thrown)
        return false
      } finally {
        busy.value = false
      }
    }
  }
}
