import type { Failure } from '../errors/failure.ts'
import type { SiteRequest } from '../request.ts'
import { isRead } from '../request.ts'

/** A site may make us wait this long at a time, whatever it asks for. */
export const longestWaitMs = 60_000

const mostAttempts = 4
/** A storm of 429 takes longer than a broken line, and each wait is asked for by the site. */
const mostBusyAttempts = 6

export interface Repetition {
  readonly waitMs: number
  /** The site asked for the wait, so it does not count as our own slowness. */
  readonly asked: boolean
}

/**
 * Whether a failed attempt is worth another one, and after what wait. `attempt` counts from 1.
 *
 * Safe to repeat: anything that was never sent; reads; and writes that the site itself turned away with 429 or 503.
 * Never: a write whose outcome is unknown. Although PUT and DELETE of the sync interface can be repeated once the first
 * has ended for good (F17), a cut connection does not tell that it has (F44): core looks first.
 */
export function decideRetry(
  request: Pick<SiteRequest, 'method' | 'urgency'>,
  failure: Failure,
  attempt: number,
  random: () => number = Math.random
): Repetition | null {
  if (failure.cause === 'busy') {
    if (attempt >= mostBusyAttempts) return null
    const asked = failure.retryAfterMs ?? backoff(attempt, 1_000, 30_000, random)
    // A little more than asked for, so that those who were turned away together do not come back together.
    const spread = Math.round(random() * Math.min(1_000, asked / 10))
    return { waitMs: Math.min(asked + spread, longestWaitMs), asked: true }
  }
  if (attempt >= mostAttempts || !mayRepeat(request, failure, attempt)) return null
  return { waitMs: backoff(attempt, 250, 4_000, random), asked: false }
}

function mayRepeat(request: Pick<SiteRequest, 'method'>, failure: Failure, attempt: number): boolean {
  switch (failure.cause) {
    case 'not-sent':
      // A host that is not there or lets nobody in seldom changes its mind within seconds.
      return attempt < 3
    case 'cut':
    case 'gateway':
      return isRead(request)
    case 'garbled':
      return isRead(request) && attempt === 1
    default:
      return false
  }
}

/** Full jitter: anything between nothing and a bound that doubles, so that many callers do not come back at once. */
function backoff(attempt: number, firstMs: number, mostMs: number, random: () => number): number {
  return Math.round(random() * Math.min(mostMs, firstMs * 2 ** attempt))
}
