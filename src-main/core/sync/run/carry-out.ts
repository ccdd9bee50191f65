import type { SiteWriter } from '../../fleet/site-access.ts'
import type { ModelName } from '../../models/model.ts'
import { asAppError, AppError } from '../../shared/app-error.ts'
import { holdAll } from '../../lease/hold-all.ts'
import type { Leases } from '../../lease/leases.ts'
import type { Link, LinkId } from '../../topology/link.ts'
import { Tally } from '../counts.ts'
import type { SharedOriginals } from '../originals.ts'
import type { RunPatch, RunRecord, RunRepository, RunState } from '../records.ts'
import { arrivedIn } from './arrived.ts'
import { followClock } from './clock-change.ts'
import { contextOf } from './context-of.ts'
import type { PushContext } from './context.ts'
import type { EngineDeps, RunOptions } from './engine-deps.ts'
import { forgetDead } from './forget-dead.ts'
import { guardRun } from './guards.ts'
import { letOthersGo } from './let-others-go.ts'
import { planInDoubt, planRun, readAllMappings, type RunPlan } from './plan-run.ts'
import { pushRun } from './push-run.ts'
import { RunCut } from './run-cut.ts'
import { putQueueBack, settleQueue, takeQueue, type NotedQueue, type QueueDeps } from './queue.ts'
import { lostSince, requireKnownName } from './require-known-name.ts'
import { resolveConflicts } from './resolve.ts'
import { readBackOlder, settleAtOnce, settleForGood, type Unsettled } from './settle.ts'
import { settleEarlier } from './settle-earlier.ts'
import { throttled } from './throttled.ts'
import { writeLacking } from './write-back.ts'

/** The reason with which a run is aborted that shall only be held. */
export const pausing = Symbol('pausing')

/** Which work a run is taken up for. */
export type Course = 'plan' | 'push' | 'resume' | 'resolve'

/** One run that is to be carried out. */
export interface RunJob {
  readonly run: RunRecord
  readonly link: Link
  readonly course: Course
  readonly options: RunOptions
  readonly shared: SharedOriginals | null
  readonly abort: AbortController
  /** How many runs are at work in this program. */
  readonly runsAtWork: () => number
  /** Whether one of them is of this link. */
  readonly isBusy: (id: LinkId) => boolean
}

/** Carries a run out to its end. Gives what becomes of its record, also where it ends badly, and never rejects. */
export async function carryOut(deps: EngineDeps, job: RunJob): Promise<RunPatch> {
  const work = new RunWork(deps, job)
  try {
    return await work.carryOut()
  } catch (thrown) {
    if (thrown instanceof RunCut) await thrown.settled.catch(() => undefined)
    return work.stopped(thrown)
  } finally {
    await work.giveBack()
  }
}

class RunWork {
  readonly #deps: EngineDeps
  readonly #job: RunJob
  readonly #runs: RunRepository
  readonly #tally: Tally
  readonly #meter: { requests: number; bytes: number }
  #lease: Awaited<ReturnType<typeof holdAll>> | null = null
  /** A receiver that is paused for this run and not yet put back. */
  #paused: NotedQueue | null = null

  constructor(deps: EngineDeps, job: RunJob) {
    this.#deps = deps
    this.#job = job
    this.#runs = deps.store.runs
    this.#tally = new Tally(job.run.counts)
    this.#meter = { requests: job.run.requests, bytes: job.run.bytes }
  }

  async carryOut(): Promise<RunPatch> {
    const { run, options } = this.#job
    const context = this.#context()
    await guardRun(context.link, context.primary, context.replica)
    // What only looks claims nothing.
    if (!options.planOnly) await this.#takeLease(this.#deps.leases, context)
    const queue = options.planOnly ? null : await takeQueue(this.#queueDeps())
    this.#paused = queue
    const doubt = await this.#advance(context)
    if (doubt) return this.#ended('waiting', doubt)
    if (queue) await settleQueue(this.#queueDeps(), queue, this.#runs, run.id)
    this.#paused = null
    if (queue?.wasLive) await this.#letOthersGo()
    return this.#finished()
  }

  stopped(thrown: unknown): RunPatch {
    const { signal } = this.#job.abort
    if (signal.reason === pausing) return this.#ended('paused', null)
    // What made the run stop says more than the reading that was given up for it.
    const why = signal.reason instanceof AppError ? signal.reason : asAppError(thrown)
    const { code, message, details } = why
    return this.#ended(why === signal.reason || !signal.aborted ? 'stopped' : 'cancelled', {
      code,
      message,
      details
    })
  }

  async giveBack(): Promise<void> {
    if (this.#paused) await putQueueBack(this.#queueDeps(), this.#paused, this.#runs, this.#job.run.id)
    await this.#lease?.giveBack()
  }

  /** On the replica, and for a pair on both: each direction writes what the other reads. */
  async #takeLease(leases: Leases, context: PushContext): Promise<void> {
    const { replica, sender, twin } = context
    const places = [{ site: replica, sender }]
    if (twin) places.push({ site: this.#writer(twin.replicaId), sender: replica.site.mainDomain })
    const lease = await holdAll(leases, places)
    this.#lease = lease
    this.#followClock(lease.siteAhead)
    const { abort } = this.#job
    lease.lost.addEventListener('abort', () => abort.abort(lease.lost.reason), { once: true })
  }

  /** First the items, then the clock: cut off in between, what may be at work is only waited for longer. */
  #followClock(siteAhead: number): void {
    const { link } = this.#job
    const { siteClocks } = this.#deps
    const putForward = (siteClocks.ahead(link.id) ?? siteAhead) - siteAhead
    for (const { id } of this.#runs.list({ linkId: link.id, inTheDark: true }))
      followClock(this.#runs, id, putForward)
    siteClocks.note(link.id, siteAhead)
  }

  /** Plans, settles and pushes as the course wants it. Gives the reason why a person has to confirm first, or null. */
  async #advance(context: PushContext): Promise<RunRecord['reason']> {
    const { run, course, options } = this.#job
    const neverPlanned = course === 'resume' && !this.#wasPlanned()
    let unsettled: Unsettled = new Map()
    if (!options.planOnly) await settleEarlier(context)
    if (course === 'plan' || neverPlanned) {
      this.#runs.removeItems(run.id)
      this.#tally.reset()
      const plan = await planRun(context)
      const doubt = doubtOf(plan, options)
      if (doubt || options.planOnly) return doubt ?? planIsThere
      this.#runs.update(run.id, { ...this.#summary(), state: 'pushing' })
      this.#deps.changed(run.id)
      await writeLacking(context, plan.lacking)
    } else {
      await readAllMappings(
        context,
        context.link.models.map(({ model }): ModelName => model)
      )
      await requireKnownName(context, lostSince(context))
      forgetDead(context)
      if (course === 'resume') unsettled = await settleAtOnce(context)
      if (options.resolution) await resolveConflicts(context, options.resolution)
    }
    await pushRun(context, unsettled)
    if (course === 'resume') await readBackOlder(context)
    // What got no answer is settled before the run ends: the next one must not send it while it may still be at work (F44).
    if (this.#runs.countItems(run.id, { states: ['sending', 'unknown'] }) > 0) {
      await pushRun(context, await settleAtOnce(context))
      await settleForGood(context)
    }
    return null
  }

  /** A plan is whole only when the run went on to push it. */
  #wasPlanned(): boolean {
    const { id, sent, lastIds } = this.#job.run
    const begun = { states: ['sending', 'unknown', 'done', 'failed'] } as const
    return sent > 0 || Object.keys(lastIds).length > 0 || this.#runs.countItems(id, begun) > 0
  }

  #context(): PushContext {
    const { run, link, shared, abort, runsAtWork } = this.#job
    const progress = (): void => {
      this.#runs.update(run.id, this.#summary())
      this.#deps.changed(run.id)
    }
    return contextOf(this.#deps, {
      run,
      link,
      shared,
      tally: this.#tally,
      signal: abort.signal,
      counted: bytes => {
        this.#meter.requests += 1
        this.#meter.bytes += bytes
      },
      progress: throttled(progress, this.#deps.clock, runsAtWork),
      requireLease: () => this.#lease?.requireHeld()
    })
  }

  #queueDeps(): QueueDeps {
    const { link } = this.#job
    const { site, clock, deliveryNotes } = this.#deps
    const primary = this.#writer(link.primaryId, 'queue')
    return { primary, link, replica: site(link.replicaId), clock, notes: deliveryNotes(link.primaryId) }
  }

  #letOthersGo(): Promise<void> {
    const { leases, link } = this.#deps
    const { primary, notes } = this.#queueDeps()
    // This run is done with its own receiver.
    const isBusy = (id: LinkId): boolean => id !== this.#job.link.id && this.#job.isBusy(id)
    const writer = (siteId: string): SiteWriter => this.#writer(siteId, 'queue')
    return letOthersGo({ primary, notes, link, writer, leases, isBusy })
  }

  #writer(siteId: string, step: string | null = null): SiteWriter {
    const { access, site } = this.#deps
    return access.writer(site(siteId), { kind: 'run', id: this.#job.run.id, step })
  }

  #summary(): RunPatch {
    const sent = this.#runs.countItems(this.#job.run.id, { states: ['done'] })
    return { counts: this.#tally.counts, ...this.#meter, sent }
  }

  #finished(): RunPatch {
    const failed = this.#runs.countItems(this.#job.run.id, { states: ['failed', 'unknown'] })
    this.#tally.set('failed', failed)
    const { conflict, blocked } = this.#tally.counts
    return this.#ended(failed + conflict + blocked > 0 ? 'partly' : 'done', null)
  }

  #ended(state: RunState, reason: RunRecord['reason']): RunPatch {
    const arrived = arrivedIn(this.#runs, this.#job.run.id)
    return { ...this.#summary(), ...arrived, state, endedAt: this.#deps.clock.now(), reason }
  }
}

function doubtOf(plan: RunPlan, options: RunOptions): RunRecord['reason'] {
  const removals = planInDoubt(plan, options.allowRemovals)
  if (removals) return { code: removals.code, message: removals.message, details: removals.details }
  if (plan.overwrites === 0 || options.confirmOverwrites) return null
  return {
    code: 'needs-confirmation',
    message: `${plan.overwrites} entities on the replica differ and were never agreed. Look at the plan; confirm it to overwrite them.`,
    details: { overwrites: plan.overwrites }
  }
}

const planIsThere = {
  code: 'needs-confirmation',
  message: 'The plan is ready. Nothing was sent.',
  details: {}
} as const
