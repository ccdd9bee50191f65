import { performance } from 'node:perf_hooks'
import type { Clock } from '../../../core/shared/ports.ts'
import type { Failure } from '../errors/failure.ts'
import { FailedAttempt } from '../errors/failure.ts'

/**
 * The time that one call may take in all, repetitions included. It runs from the moment the call leaves the queue, and
 * stands still while the site made us wait.
 */
export interface Budget {
  /** Aborted when the time is up, the caller cancels, or the site's lane is closed. */
  readonly signal: AbortSignal
  leftMs(): number
  /** What a failure really was: an attempt that we broke off ourselves. */
  explain(failure: Failure): Failure
  /** Waits before the next attempt. Fails as cancelled when the caller does not want to wait any longer: by its signal, or by `until`. */
  wait(milliseconds: number, forFree: boolean, clock: Clock, until?: AbortSignal): Promise<void>
  end(): void
}

export function createBudget(milliseconds: number, ...cancels: (AbortSignal | undefined)[]): Budget {
  const inner = new AbortController()
  let deadline = performance.now() + milliseconds
  let timer = setTimeout(stop, milliseconds)
  let timedOut = false
  // AbortSignal.any would keep something of every call for as long as the caller's signal lives.
  const cancel = (): void => inner.abort()
  for (const signal of cancels) {
    if (signal?.aborted === true) cancel()
    signal?.addEventListener('abort', cancel, { once: true })
  }
  const leftMs = (): number => Math.max(0, deadline - performance.now())

  function stop(): void {
    timedOut = true
    inner.abort()
  }

  function explain(failure: Failure): Failure {
    const brokenOff = failure.cause === 'cancelled' || failure.cause === 'cut'
    if (!inner.signal.aborted || !brokenOff) return failure
    const { status, nothingWritten } = failure
    return timedOut
      ? { cause: 'timeout', code: 'site-timeout', status, text: '', nothingWritten }
      : { cause: 'cancelled', code: 'cancelled', status, text: '', nothingWritten }
  }

  return {
    signal: inner.signal,
    leftMs,
    explain,
    async wait(wait, forFree, clock, until) {
      const enough = until ? AbortSignal.any([inner.signal, until]) : inner.signal
      if (forFree) {
        const left = leftMs()
        clearTimeout(timer)
        await clock.sleep(wait, enough).catch(() => undefined)
        deadline = performance.now() + left
        timer = setTimeout(stop, left)
      } else {
        await clock.sleep(wait, enough).catch(() => undefined)
      }
      if (until?.aborted === true) throw new FailedAttempt(notSentYet)
      if (inner.signal.aborted) throw new FailedAttempt(explain({ ...notSentYet }))
    },
    end() {
      clearTimeout(timer)
      for (const signal of cancels) signal?.removeEventListener('abort', cancel)
    }
  }
}

/** Between two attempts nothing is under way: the earlier one is known to have changed nothing, or was a read. */
const notSentYet: Failure = {
  cause: 'cancelled',
  code: 'cancelled',
  status: null,
  text: '',
  nothingWritten: true
}
