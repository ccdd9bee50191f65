import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { calmed } from '@/features/topology/live.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function set<T>(value: { value: T }, to: T): Promise<void> {
  value.value = to
  await nextTick()
}

test('what changes often is taken over now and then, the last of it always', async () => {
  const scope = effectScope()
  await scope.run(async () => {
    const source = ref(0)
    const shown = calmed(() => source.value)
    await set(source, 1)
    expect(shown.value).toBe(1)
    await set(source, 2)
    await set(source, 3)
    expect(shown.value).toBe(1)
    vi.advanceTimersByTime(250)
    expect(shown.value).toBe(3)
  })
  scope.stop()
})

test('a clock that is put back holds nothing up', async () => {
  const scope = effectScope()
  await scope.run(async () => {
    const source = ref(0)
    const shown = calmed(() => source.value)
    await set(source, 1)
    vi.setSystemTime(Date.now() - 24 * 60 * 60_000)
    await set(source, 2)
    vi.advanceTimersByTime(250)
    expect(shown.value).toBe(2)
  })
  scope.stop()
})
