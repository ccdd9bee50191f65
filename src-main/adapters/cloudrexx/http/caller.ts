import { performance } from 'node:perf_hooks'
import type { KeyReader } from '../../../core/fleet/keys.ts'
import type { Actor, Meter } from '../../../core/fleet/site-access.ts'
import type { Site } from '../../../core/fleet/site.ts'
import type { Clock } from '../../../core/shared/ports.ts'
import type { Failure } from '../errors/failure.ts'
import { FailedAttempt } from '../errors/failure.ts'
import { siteError } from '../errors/site-error.ts'
import type { PageShare } from '../paging/page-share.ts'
import type { SiteRequest } from '../request.ts'
import { describePath } from '../request.ts'
import type { OkAnswer } from '../wire/answer.ts'
import { readAnswer } from '../wire/answer.ts'
import { createBudget } from './budget.ts'
import { sendWithKey } from './keyed.ts'
import type { Lane } from './lane.ts'
import { decideRetry } from './retry.ts'
import { loadClient } from './transport.ts'

/** One attempt, for whoever counts requests. No key is in it. */
export interface RequestEvent {
  readonly siteId: string
  readonly actor: Actor | null
  readonly method: string
  readonly path: string
  readonly status: number | null
  readonly bytes: number
  readonly durationMs: number
}

export interface CallerDeps {
  readonly keys: KeyReader
  readonly clock: Clock
  readonly budgetMs: number
  readonly maxBytes: number
  /** Of all lists that this program reads at the same time. */
  readonly share: PageShare
  readonly onRequest?: ((event: RequestEvent) => void) | undefined
}

/** Sends requests of one site through its lane: budget, repetitions and pauses are settled here. */
export interface Caller {
  readonly site: Site
  readonly share: PageShare
  call(request: SiteRequest, options?: CallOptions): Promise<OkAnswer>
}

export interface CallOptions {
  readonly actor?: Actor
  readonly signal?: AbortSignal | undefined
  /** Aborted: it does not leave any more, and is not repeated; what is on its way is waited for. */
  readonly until?: AbortSignal | undefined
  /** Called right before each attempt; what it throws keeps the request back. */
  readonly leaving?: () => void
}

/** Rows of a page buy this much time each: 2,000 rows double the default budget. */
const budgetPerRowMs = 4

export function createCaller(deps: CallerDeps, site: Site, lane: Lane, meter?: Meter): Caller {
  async function attempt(request: SiteRequest, actor: Actor | null, signal: AbortSignal): Promise<OkAnswer> {
    const started = performance.now()
    let status: number | null = null
    let bytes = 0
    try {
      const way = { baseUrl: site.baseUrl, agents: lane.agents, signal, maxBytes: deps.maxBytes }
      const answer = await sendWithKey(deps.keys, request, way)
      status = answer.status
      bytes = answer.bytes
      const endpoint = request.path.split('/').at(request.path.startsWith('/api/sync/') ? 5 : 4) ?? ''
      return readAnswer(answer, { method: request.method, endpoint })
    } finally {
      const durationMs = performance.now() - started
      const { method } = request
      meter?.counted(bytes)
      deps.onRequest?.({
        siteId: site.id,
        actor,
        method,
        path: describePath(request),
        status,
        bytes,
        durationMs
      })
    }
  }

  async function insist(
    request: SiteRequest,
    actor: Actor | null,
    { signal, until, leaving }: Pick<CallOptions, 'signal' | 'until' | 'leaving'>
  ): Promise<OkAnswer> {
    const whole = deps.budgetMs + request.rows * budgetPerRowMs
    const budget = createBudget(whole, signal, lane.closing)
    try {
      for (let count = 1; ; count++) {
        leaving?.()
        const started = performance.now()
        try {
          const answer = await attempt(request, actor, budget.signal)
          lane.sign(performance.now() - started > whole / 2 ? 'slow' : 'good')
          return answer
        } catch (thrown) {
          if (!(thrown instanceof FailedAttempt)) throw thrown
          await waitOrGiveUp(request, budget.explain(thrown.failure), count, budget, until)
        }
      }
    } finally {
      budget.end()
    }
  }

  async function waitOrGiveUp(
    request: SiteRequest,
    failure: Failure,
    count: number,
    budget: ReturnType<typeof createBudget>,
    until: AbortSignal | undefined
  ): Promise<void> {
    if (failure.cause === 'busy' || failure.cause === 'timeout') lane.sign('busy')
    const repetition = decideRetry(request, failure, count)
    // A person is told rather than made to wait; a run waits as long as the site asks for.
    const patient = repetition?.asked === true && request.urgency !== 'person'
    if (repetition?.asked === true) lane.pause(repetition.waitMs)
    const left = budget.leftMs()
    if (repetition === null || left === 0 || until?.aborted === true) throw new FailedAttempt(failure)
    if (repetition.asked) {
      if (!patient && repetition.waitMs >= left) throw new FailedAttempt(failure)
      await budget.wait(repetition.waitMs, patient, deps.clock, until)
    } else {
      // Our own waits never use up the time that is left for the next attempt.
      await budget.wait(Math.min(repetition.waitMs, left / 2), false, deps.clock, until)
    }
  }

  return {
    site,
    share: deps.share,
    async call(request, { actor, signal, until, leaving } = {}) {
      try {
        if (request.urgency === 'person' && lane.pausedForMs() > deps.budgetMs) {
          throw new FailedAttempt(stillBusy(lane.pausedForMs()))
        }
        const wanted = signal && until ? AbortSignal.any([signal, until]) : (signal ?? until)
        return await lane.run(request.urgency, wanted, async () => {
          await loadClient()
          return await insist(request, actor ?? null, { signal, until, ...(leaving ? { leaving } : {}) })
        })
      } catch (thrown) {
        if (thrown instanceof FailedAttempt) throw siteError(thrown.failure, { site, request })
        throw thrown
      }
    }
  }
}

function stillBusy(milliseconds: number): Failure {
  return {
    cause: 'busy',
    code: 'site-busy',
    status: null,
    text: '',
    nothingWritten: true,
    retryAfterMs: milliseconds
  }
}
