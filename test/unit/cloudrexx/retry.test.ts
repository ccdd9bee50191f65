import { describe, expect, it } from 'vitest'
import type { Failure, FailureCause } from '../../../src-main/adapters/cloudrexx/errors/failure.ts'
import { retryAfterMs } from '../../../src-main/adapters/cloudrexx/errors/retry-after.ts'
import { paceAfter, startingPace } from '../../../src-main/adapters/cloudrexx/http/pace.ts'
import { decideRetry, longestWaitMs } from '../../../src-main/adapters/cloudrexx/http/retry.ts'

const methods = ['GET', 'OPTIONS', 'POST', 'PUT', 'DELETE'] as const
const failed = (cause: FailureCause, rest: Partial<Failure> = {}): Failure => ({
  cause,
  code: 'site-unreachable',
  status: null,
  text: '',
  nothingWritten: false,
  ...rest
})
const asked = (method: (typeof methods)[number]) => ({ method, urgency: 'run' as const })
const repeats = (method: (typeof methods)[number], failure: Failure, attempt = 1): boolean =>
  decideRetry(asked(method), failure, attempt, () => 0.5) !== null

describe('what is repeated', () => {
  it.each(methods)('%s that was never sent', method => {
    expect(repeats(method, failed('not-sent'))).toBe(true)
    expect(repeats(method, failed('not-sent'), 3)).toBe(false)
  })

  it.each(methods)('%s that the site turned away to wait', method => {
    expect(decideRetry(asked(method), failed('busy', { retryAfterMs: 5_000 }), 1, () => 0)).toEqual({
      waitMs: 5_000,
      asked: true
    })
  })

  it.each(['cut', 'gateway', 'garbled'] as const)('reads after %s, and never a write (F17, F44)', cause => {
    expect(methods.filter(method => repeats(method, failed(cause)))).toEqual(['GET', 'OPTIONS'])
  })

  it.each(['timeout', 'said', 'certificate', 'cancelled', 'too-large'] as const)(
    'nothing after %s',
    cause => {
      expect(methods.filter(method => repeats(method, failed(cause)))).toEqual([])
    }
  )

  it('ends at some point', () => {
    for (const cause of ['not-sent', 'cut', 'gateway', 'garbled', 'busy'] as const) {
      expect(repeats('GET', failed(cause), 6)).toBe(false)
    }
  })
})

describe('how long it waits', () => {
  it('never more than a minute at a time', () => {
    const wait = decideRetry(asked('PUT'), failed('busy', { retryAfterMs: 3_600_000 }), 1, () => 1)
    expect(wait?.waitMs).toBe(longestWaitMs)
  })

  it('anything between nothing and a bound that doubles', () => {
    const waits = [1, 2, 3].map(attempt => [
      decideRetry(asked('GET'), failed('cut'), attempt, () => 0)?.waitMs,
      decideRetry(asked('GET'), failed('cut'), attempt, () => 1)?.waitMs
    ])
    expect(waits).toEqual([
      [0, 500],
      [0, 1_000],
      [0, 2_000]
    ])
  })

  it('as the header Retry-After says', () => {
    const now = Date.parse('2026-01-01T00:00:00Z')
    expect(retryAfterMs('7', now)).toBe(7_000)
    expect(retryAfterMs('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000)
    expect(retryAfterMs('Thu, 01 Jan 2025 00:00:30 GMT', now)).toBe(0)
    expect([retryAfterMs(null, now), retryAfterMs('soon', now), retryAfterMs('-4x', now)]).toEqual([
      null,
      null,
      null
    ])
  })
})

describe('how many at once', () => {
  it('halves when the site is overwhelmed and comes back one by one', () => {
    let pace = paceAfter(startingPace(8), 'busy')
    expect(pace.limit).toBe(4)
    pace = paceAfter(pace, 'slow')
    expect(pace.limit).toBe(3)
    for (let count = 0; count < 12; count++) pace = paceAfter(pace, 'good')
    expect(pace.limit).toBe(4)
    for (let count = 0; count < 200; count++) pace = paceAfter(pace, 'good')
    expect(pace.limit).toBe(8)
  })

  it('never stops altogether', () => {
    let pace = startingPace(4)
    for (let count = 0; count < 9; count++) pace = paceAfter(pace, 'busy')
    expect(pace.limit).toBe(1)
  })
})
