import { describe, expect, it } from 'vitest'
import { throttled } from '../../../src-main/core/sync/run/throttled.ts'

describe('progress', () => {
  /** `costs`: how long the first tellings take, in turn; later ones take no time. */
  function telling(runs = 1, costs: readonly number[] = []) {
    let now = 1_000_000
    let told = 0
    const tell = throttled(
      () => {
        now += costs[told] ?? 0
        told += 1
      },
      { now: () => now },
      () => runs
    )
    return {
      at(time: number): number {
        now = 1_000_000 + time
        tell()
        return told
      }
    }
  }

  it('is told ten times a second at most, for all runs together', () => {
    const one = telling()
    expect([0, 50, 99, 100, 150, 200].map(time => one.at(time))).toEqual([1, 1, 1, 2, 2, 3])
    const four = telling(4)
    expect([0, 100, 399, 400].map(time => four.at(time))).toEqual([1, 1, 1, 2])
  })

  it('takes one part in fifty of the time at most, where each telling takes long', () => {
    const slow = telling(1, [20, 20, 20])
    expect([0, 120, 1_139, 1_140].map(time => slow.at(time))).toEqual([1, 2, 2, 3])
  })

  it('is not silenced by one telling that was interrupted', () => {
    const once = telling(1, [0, 200, 0])
    expect([0, 100, 399, 400, 500].map(time => once.at(time))).toEqual([1, 2, 2, 3, 4])
  })

  it('goes on where the clock is set back by an hour', () => {
    const progress = telling()
    expect([0, -3_600_000, -3_599_950, -3_599_900].map(time => progress.at(time))).toEqual([1, 2, 2, 3])
  })
})
