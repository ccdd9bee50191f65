import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LaunchToken } from '../../../src-main/faces/web/launch-token.ts'

const hour = 60 * 60_000

beforeEach(() => void vi.useFakeTimers({ now: 10 * hour }))
afterEach(() => void vi.useRealTimers())

test('wrong guesses count for a minute, whatever becomes of the computer’s clock', () => {
  const token = new LaunchToken()
  for (let guess = 0; guess < 10; guess += 1) expect(token.redeem(String(guess))).toBe('wrong')
  vi.setSystemTime(Date.now() + hour)
  expect(token.redeem(token.text)).toBe('limited')
  vi.setSystemTime(Date.now() - 5 * hour)
  vi.advanceTimersByTime(61_000)
  expect(token.redeem(token.text)).toBe('accepted')
})
