import type { Clock } from '../../shared/ports.ts'

/**
 * Progress is told at most ten times a second, for all runs together, and less often where telling takes long: it writes and counts, and
 * must never take more than one part in fifty of the time. What took long only once was interrupted, and would silence a run for nothing.
 */
export function throttled(tell: () => void, clock: Pick<Clock, 'now'>, runs: () => number): () => void {
  let last = 0
  let next = 0
  let former = 0
  return () => {
    const now = clock.now()
    // A clock that was put back must not silence a run until it has caught up.
    if (now >= last && now < next) return
    last = now
    tell()
    const told = clock.now()
    const took = told - now
    next = told + Math.max(100, 50 * Math.min(took, former)) * Math.max(1, runs())
    former = took
  }
}
