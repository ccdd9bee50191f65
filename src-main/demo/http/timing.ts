import { setTimeout as delay } from 'node:timers/promises'

/** The share of an answer's time after which each step of a request is due. */
const STEP = 0.35
/** How long a step takes at least: long enough for another request to come between (F44). */
const LEAST_GAP_MS = 1

/** The clock of one request: spreads the site's latency over its steps, without adding to it. */
export class RequestTiming {
  private readonly startedAt: number
  private readonly latencyMs: number
  private steps = 0

  constructor(latencyMs: number, startedAt = performance.now()) {
    this.latencyMs = latencyMs
    this.startedAt = startedAt
  }

  get elapsedMs(): number {
    return performance.now() - this.startedAt
  }

  /** The gap between two steps of a request. */
  async gap(): Promise<void> {
    this.steps++
    const due = this.latencyMs * Math.min(STEP * this.steps, 0.9)
    await delay(Math.max(due - this.elapsedMs, LEAST_GAP_MS))
  }

  /** Waits until the answer is due. */
  async settle(extraMs: number): Promise<void> {
    const left = this.latencyMs + extraMs - this.elapsedMs
    if (left > 0) await delay(left)
  }
}
