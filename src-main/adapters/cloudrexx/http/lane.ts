import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import PQueue from 'p-queue'
import type { Clock } from '../../../core/shared/ports.ts'
import type { Failure } from '../errors/failure.ts'
import { FailedAttempt } from '../errors/failure.ts'
import type { Urgency } from '../request.ts'
import { paceAfter, startingPace } from './pace.ts'
import type { PaceSign } from './pace.ts'
import type { Agents } from './transport.ts'

const priorities: Record<Urgency, number> = { person: 20, step: 10, run: 0 }

/**
 * An idle connection is given up before the usual server would close it (Apache: 5 s), so that no write is sent into
 * one that is just being closed.
 */
const idleMs = 4_000

/** The one way to a site, shared by everything that wants something from it: a queue and its kept connections. */
export interface Lane {
  readonly agents: Agents
  /** Aborted when the lane is closed. */
  readonly closing: AbortSignal
  /** Runs `work` when it is its turn. A signal takes it out of the queue; once started, `work` minds the signal itself. */
  run<T>(urgency: Urgency, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T>
  /** How the site coped with a request. */
  sign(sign: PaceSign): void
  /** Nobody sends anything for a while, because the site asked for it. */
  pause(milliseconds: number): void
  /** For how long nobody sends anything. */
  pausedForMs(): number
  /** From now on at most so many requests at once. */
  allow(concurrency: number): void
  close(): void
}

export function createLane(concurrency: number, clock: Clock): Lane {
  let pace = startingPace(concurrency)
  let pausedUntil = 0
  let asked = 0
  const queue = new PQueue({ concurrency })
  const options = { keepAlive: true, maxSockets: concurrency, maxFreeSockets: concurrency, timeout: idleMs }
  const agents: Agents = { http: new HttpAgent(options), https: new HttpsAgent(options) }
  const closing = new AbortController()

  async function resumeWhenDue(): Promise<void> {
    while (clock.now() < pausedUntil && !closing.signal.aborted) {
      const before = clock.now()
      const wait = pausedUntil - before
      await clock.sleep(wait, closing.signal)
      // A clock that was put back meanwhile makes no wait any longer.
      pausedUntil -= Math.max(0, before + wait - clock.now())
    }
    queue.start()
  }

  return {
    agents,
    closing: closing.signal,
    run: (urgency, signal, work) =>
      new Promise((resolve, reject) => {
        let waiting = true
        const leave = (): void => {
          if (waiting) reject(new FailedAttempt(cancelledInQueue))
          waiting = false
        }
        if (signal?.aborted === true || closing.signal.aborted) return leave()
        signal?.addEventListener('abort', leave, { once: true })
        closing.signal.addEventListener('abort', leave, { once: true })
        void queue.add(
          async () => {
            signal?.removeEventListener('abort', leave)
            closing.signal.removeEventListener('abort', leave)
            if (!waiting) return
            waiting = false
            await work().then(resolve, reject)
          },
          { priority: priorities[urgency] }
        )
      }),
    sign(sign) {
      // Several requests under way find out about the same bad moment: it counts once.
      if (sign === 'busy' && clock.now() < pausedUntil) return
      pace = paceAfter(pace, sign)
      if (queue.concurrency !== pace.limit) queue.concurrency = pace.limit
    },
    pause(milliseconds) {
      const until = clock.now() + milliseconds
      if (until <= pausedUntil) return
      pausedUntil = until
      asked = milliseconds
      if (queue.isPaused) return
      queue.pause()
      void resumeWhenDue().catch(() => queue.start())
    },
    // Never longer than was asked for: the clock may have been put back since.
    pausedForMs: () => Math.min(asked, Math.max(0, pausedUntil - clock.now())),
    allow(most) {
      pace = startingPace(most)
      queue.concurrency = most
      agents.http.maxSockets = most
      agents.https.maxSockets = most
    },
    close() {
      closing.abort()
      agents.http.destroy()
      agents.https.destroy()
    }
  }
}

const cancelledInQueue: Failure = {
  cause: 'cancelled',
  code: 'cancelled',
  status: null,
  text: '',
  nothingWritten: true
}
