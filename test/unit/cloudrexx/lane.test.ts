import { expect, it } from 'vitest'
import { createLane } from '../../../src-main/adapters/cloudrexx/http/lane.ts'

const day = 24 * 60 * 60_000

it('is paused for no longer than the site asked for, also once the clock was put back', () => {
  let now = day
  const lane = createLane(4, { now: () => now, steady: () => now, sleep: () => new Promise(() => undefined) })
  lane.pause(1_000)
  now += 400
  expect(lane.pausedForMs()).toBe(600)
  now -= day
  expect(lane.pausedForMs()).toBe(1_000)
  lane.close()
})
