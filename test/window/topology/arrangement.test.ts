import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue'
import { arranged } from '@/features/topology/arrangement.ts'

describe('what takes long to work out', () => {
  let scope: EffectScope
  beforeEach(() => {
    vi.useFakeTimers()
    scope = effectScope()
  })
  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
  })

  function open(): { wish: ReturnType<typeof shallowRef<string>>; made: string[]; shown: () => string } & {
    settled: () => Promise<void>
  } {
    const wish = shallowRef('first')
    const made: string[] = []
    const { shown, settled } = scope.run(() =>
      arranged(
        () => wish.value,
        one => (made.push(one), one.toUpperCase()),
        (next, former) => next.startsWith(former)
      )
    )!
    return { wish, made, shown: () => shown.value.made, settled }
  }

  it('is there from the beginning', () => {
    expect(open().shown()).toBe('FIRST')
  })

  it('is worked out in one task and shown in another', async () => {
    const { wish, made, shown } = open()
    wish.value = 'other'
    await nextTick()
    expect(made).toEqual(['first'])
    vi.advanceTimersToNextTimer()
    expect(made).toEqual(['first', 'other'])
    expect(shown()).toBe('FIRST')
    vi.advanceTimersToNextTimer()
    expect(shown()).toBe('OTHER')
  })

  it('is shown at once where it is light', async () => {
    const { wish, shown } = open()
    wish.value = 'first and more'
    await nextTick()
    expect(shown()).toBe('FIRST AND MORE')
  })

  it('works out only the last of several wishes, and says when it is shown', async () => {
    const { wish, made, shown, settled } = open()
    wish.value = 'other'
    await nextTick()
    wish.value = 'third'
    await nextTick()
    let told = false
    void settled().then(() => (told = true))
    await nextTick()
    expect(told).toBe(false)
    vi.runAllTimers()
    await nextTick()
    expect([made, shown(), told]).toEqual([['first', 'third'], 'THIRD', true])
    await settled()
  })
})
