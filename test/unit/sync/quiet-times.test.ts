import { expect, it } from 'vitest'
import type { ItemRecord } from '../../../src-main/core/sync/records.ts'
import { QuietTimes } from '../../../src-main/core/sync/run/quiet-times.ts'

const signal = new AbortController().signal

function hands(): { now: number; steady: number; slept: number[]; times: QuietTimes } {
  const hand = { now: 1_000_000, steady: 0, slept: [] as number[] }
  const clock = {
    now: () => hand.now,
    steady: () => hand.steady,
    sleep: async (ms: number) => void hand.slept.push(ms)
  }
  return Object.assign(hand, { times: new QuietTimes(clock, 90_000) })
}

const item = (state: ItemRecord['state'], changedAt: number, status: number | null = null): ItemRecord => ({
  runId: 'r',
  position: 0,
  model: 'M',
  foreignId: '1',
  localId: null,
  title: null,
  action: 'create',
  state,
  why: null,
  differences: [],
  tries: 1,
  changedAt,
  failure: { code: 'site-unreachable', message: '', status, request: null }
})

it.each([0, 3_600_000, -3_600_000])(
  'is whole whatever becomes of the wall clock while the run goes on (%i)',
  async jump => {
    const hand = hands()
    const dark = item('unknown', hand.now)
    hand.times.begin(dark)
    hand.now += jump + 30_000
    hand.steady += 30_000
    await hand.times.over([dark], signal)
    expect(hand.slept).toEqual([60_000])
  }
)

it('counts from the intent of an earlier program, as the wall clock tells it when it is taken over', async () => {
  const hand = hands()
  const left = item('sending', hand.now - 20_000)
  hand.times.takeOver([left])
  hand.now += 3_600_000
  await hand.times.over([left], signal)
  expect(hand.slept).toEqual([70_000])
})

it('is never more than the whole, and none where the site itself has answered or all is over', async () => {
  const hand = hands()
  await hand.times.over([item('sending', hand.now + 3_600_000)], signal)
  expect(hand.slept).toEqual([90_000])
  const other = hands()
  await other.times.over([item('unknown', other.now, 400), item('sending', other.now - 100_000)], signal)
  expect(other.slept).toEqual([])
})
