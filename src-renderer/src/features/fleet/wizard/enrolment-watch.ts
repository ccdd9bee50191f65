import type { EnrolmentCheck, ErrorView } from '@contract/shapes.ts'
import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { errorOf } from '@/bridge/call-error.ts'
import { call } from '@/bridge/program.ts'

export interface EnrolmentWatch {
  readonly check: ShallowRef<EnrolmentCheck | null>
  readonly error: ShallowRef<ErrorView | null>
  readonly asking: Ref<boolean>
  start(): void
}

/** Asks the management endpoints again and again, until all are ready or nobody looks any more. */
export function useEnrolmentWatch(siteId: string, every = 3_000): EnrolmentWatch {
  const check = shallowRef<EnrolmentCheck | null>(null)
  const error = shallowRef<ErrorView | null>(null)
  const asking = ref(false)
  let timer: ReturnType<typeof setTimeout> | null = null
  let over = false
  let started = false

  async function ask(): Promise<void> {
    asking.value = true
    try {
      check.value = await call('sites.checkEnrolment', { siteId })
      error.value = null
    } catch (thrown) {
      error.value = errorOf(thrown)
    }
    asking.value = false
    if (!over && !check.value?.ready) timer = setTimeout(() => void ask(), every)
  }

  onBeforeUnmount(() => {
    over = true
    if (timer) clearTimeout(timer)
  })
  return {
    check,
    error,
    asking,
    start() {
      if (started) return
      started = true
      void ask()
    }
  }
}
