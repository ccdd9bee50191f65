import { hash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { monotonicFactory } from 'ulid'
import { AppError } from '../core/shared/app-error.ts'
import type { Clock, Ids } from '../core/shared/ports.ts'
import type { Hash } from '../core/sync/canonical.ts'

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  async sleep(milliseconds, signal) {
    await wait(milliseconds, undefined, signal ? { signal } : {}).catch(() => {
      throw new AppError('cancelled', 'Cancelled while waiting.')
    })
  }
}

/** Ids that sort by the time of their making, also within one millisecond. */
export function timeSortedIds(): Ids {
  const ulid = monotonicFactory()
  return { next: () => ulid().toLowerCase() }
}

/** 160 bits of SHA-256: no two different entities ever look the same. */
export const shortHash: Hash = text => hash('sha256', text, 'base64url').slice(0, 27)
