import { asSent } from '../../calendar/as-sent.ts'
import type { ModelName } from '../../models/model.ts'
import { AppError, asAppError } from '../../shared/app-error.ts'
import type { Link, LinkId } from '../../topology/link.ts'
import { noCounts, Tally } from '../counts.ts'
import type { MappingIndex } from '../mapping-index.ts'
import { ownOriginals, SharedOriginals } from '../originals.ts'
import type { RunPatch, RunRecord, RunState, Winner } from '../records.ts'
import type { PushContext } from './context.ts'
import type { EngineDeps, RunOptions } from './engine-deps.ts'
import { guardRun } from './guards.ts'
import { planInDoubt, planRun, readAllMappings } from './plan-run.ts'
import { pushRun, RunCut } from './push-run.ts'
import { settleQueue, takeQueue, type QueueDeps } from './queue.ts'
import { decideFields, type FieldChoice } from './decide-fields.ts'
import { resolveConflicts } from './resolve.ts'
import { readBackOlder, settleAtOnce, type Unsettled } from './settle.ts'
import { throttled } from './throttled.ts'
import { writeLacking } from './write-back.ts'

interface Going {
  readonly linkId: LinkId
  readonly abort: AbortController
  readonly ended: Promise<RunRecord>
}

/** Which work a run is taken up for. */
type Course = 'plan' | 'push' | 'resume' | 'resolve'

/** Runs links: one run at a time for each, each on its own. A run that ends badly says so in its record and never rejects. */
export class RunEngine {
  readonly #deps: EngineDeps
  readonly #going = new Map<string, Going>()

  constructor(deps: EngineDeps) {
    this.#deps = deps
  }

  /** Begins a run for each link. Those of one primary read it together; apart from that each goes on by itself. */
  startAll(linkIds: readonly LinkId[], options: RunOptions): RunRecord[] {
    const { link, hash, clock } = this.#deps
    // A link that goes one way sees the primary as it is sent, one that goes both ways as it is.
    const viewOf = (id: LinkId): string => `${link(id).primaryId} ${link(id).twinId === null}`
    const byView = Map.groupBy(new Set(linkIds), viewOf)
    const shared = new Map(
      [...byView].map(([view, { length }]) => [
        view,
        length > 1 ? new SharedOriginals(hash, () => clock.now()) : null
      ])
    )
    return [...new Set(linkIds)].map(id => this.start(id, options, shared.get(viewOf(id))))
  }

  /** Begins a run and gives its record at once. Fails with 'link-busy' where the link has one already. */
  start(linkId: LinkId, options: RunOptions, shared: SharedOriginals | null = null): RunRecord {
    const { primaryId, replicaId } = this.#deps.link(linkId)
    this.#claim(linkId)
    const { ids, clock, store, site } = this.#deps
    const record: RunRecord = {
      id: ids.next(),
      linkId,
      primaryName: site(primaryId).name,
      replicaName: site(replicaId).name,
      state: 'planning',
      counts: noCounts,
      sent: 0,
      requests: 0,
      lastIds: {},
      startedBy: options.startedBy,
      startedAt: clock.now(),
      endedAt: null,
      reason: null
    }
    store.runs.insert(record)
    this.#go(record, 'plan', options, shared)
    return record
  }

  /** Sends a plan that waits for a person's word. */
  confirm(runId: string, allowRemovals: number): RunRecord {
    const run = this.record(runId)
    if (run.state !== 'waiting') throw this.#wrongState(run, 'Only a run that waits can be confirmed.')
    return this.#take(run, 'push', { allowRemovals, confirmOverwrites: true })
  }

  /** Goes on with a run that was cut off, cancelled or stopped. */
  resume(runId: string, options: Partial<RunOptions> = {}): RunRecord {
    const run = this.record(runId)
    if (!['interrupted', 'stopped', 'cancelled'].includes(run.state)) {
      throw new AppError('nothing-to-resume', `The run is '${run.state}': there is nothing to resume.`, {
        run: runId
      })
    }
    return this.#take(run, 'resume', options)
  }

  /** Sends failed items once more, and only these. */
  retry(runId: string, positions?: readonly number[]): RunRecord {
    const run = this.record(runId)
    if (this.#going.has(runId)) throw this.#wrongState(run, 'Wait until the run has ended, or cancel it.')
    const { runs } = this.#deps.store
    const failed = runs.items(runId, { states: ['failed'], limit: 1_000_000 })
    const chosen = positions ? failed.filter(item => positions.includes(item.position)) : failed
    if (chosen.length === 0)
      throw new AppError('nothing-to-resume', 'No failed item is left to retry.', { run: runId })
    this.#claim(run.linkId)
    runs.updateItems(
      runId,
      chosen.map(({ position }) => ({ position, patch: { state: 'open', failure: null } }))
    )
    runs.update(runId, { counts: { ...run.counts, failed: run.counts.failed - chosen.length } })
    return this.#take(this.record(runId), 'resume', {})
  }

  /**
   * Decides conflicts of a run that has ended, all of them where no positions are given, and sends what follows from it. `fields` go to
   * another side than the rest.
   */
  resolve(runId: string, winner: Winner, positions?: readonly number[], fields: FieldChoice = {}): RunRecord {
    const run = this.record(runId)
    if (this.#going.has(runId)) throw this.#wrongState(run, 'Wait until the run has ended, or cancel it.')
    const filter = { actions: ['conflict'], states: ['open'], limit: 1_000_000 } as const
    const open = this.#deps.store.runs.items(runId, filter)
    const items = positions ? open.filter(item => positions.includes(item.position)) : open
    if (items.length === 0)
      throw new AppError('nothing-to-resume', 'There is no such open conflict in this run.', { run: runId })
    // Said at once, not in the record of a run that stopped for it.
    for (const item of items) decideFields(item, winner, fields)
    return this.#take(run, 'resolve', { resolution: { items, winner, fields } })
  }

  /** Nothing new is sent; what is on its way is waited for and recorded. */
  async cancel(runId: string): Promise<RunRecord> {
    const going = this.#going.get(runId)
    if (going) {
      going.abort.abort()
      return going.ended
    }
    const run = this.record(runId)
    return run.state === 'waiting'
      ? this.#update(runId, { state: 'cancelled', endedAt: this.#deps.clock.now() })
      : run
  }

  /** Resolves when the run is not at work any more. */
  ended(runId: string): Promise<RunRecord> {
    return this.#going.get(runId)?.ended ?? Promise.resolve(this.record(runId))
  }

  isBusy(linkId: LinkId): boolean {
    return [...this.#going.values()].some(going => going.linkId === linkId)
  }

  record(runId: string): RunRecord {
    const run = this.#deps.store.runs.get(runId)
    if (!run) throw new AppError('unknown-run', `There is no run ${runId}.`, { run: runId })
    return run
  }

  /** Ends all runs of this program, so that it can close. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.#going.keys()].map(runId => this.cancel(runId)))
  }

  /** Runs that another program left at work: nobody is at work on them now. */
  markInterrupted(): void {
    for (const run of this.#deps.store.runs.list({ states: ['planning', 'pushing'] })) {
      this.#deps.store.runs.update(run.id, { state: 'interrupted', endedAt: this.#deps.clock.now() })
    }
  }

  #claim(linkId: LinkId): void {
    if (this.isBusy(linkId))
      throw new AppError('link-busy', 'A run of this link is at work. Wait for it, or cancel it.', {
        link: linkId
      })
  }

  #wrongState(run: RunRecord, advice: string): AppError {
    return new AppError('link-busy', `The run is '${run.state}'. ${advice}`, {
      run: run.id,
      state: run.state
    })
  }

  #take(run: RunRecord, course: Course, options: Partial<RunOptions>): RunRecord {
    this.#claim(run.linkId)
    const begun = this.#update(run.id, { state: 'pushing', endedAt: null, reason: null })
    this.#go(begun, course, {
      planOnly: false,
      allowRemovals: 0,
      confirmOverwrites: false,
      startedBy: run.startedBy,
      ...options
    })
    return begun
  }

  #go(run: RunRecord, course: Course, options: RunOptions, shared: SharedOriginals | null = null): void {
    const abort = new AbortController()
    const ended = this.#work(run, course, options, shared, abort.signal).finally(() => {
      this.#going.delete(run.id)
      this.#deps.changed(run.id)
    })
    this.#going.set(run.id, { linkId: run.linkId, abort, ended })
    this.#deps.changed(run.id)
  }

  async #work(
    run: RunRecord,
    course: Course,
    options: RunOptions,
    shared: SharedOriginals | null,
    signal: AbortSignal
  ): Promise<RunRecord> {
    const tally = new Tally(run.counts)
    const meter = { requests: run.requests }
    const summary = (): RunPatch => ({
      counts: tally.counts,
      requests: meter.requests,
      sent: this.#sent(run.id)
    })
    try {
      const link = this.#deps.link(run.linkId)
      await this.#untilTwinRests(link, run.id)
      const context = this.#context(run, link, shared, tally, meter, signal, () => {
        this.#deps.store.runs.update(run.id, summary())
        this.#deps.changed(run.id)
      })
      await guardRun(link, context.primary, context.replica)
      const queue = options.planOnly ? null : await takeQueue(this.#queueDeps(run, link))
      const doubt = await this.#advance(run, course, options, context, summary)
      if (doubt)
        return this.#update(run.id, {
          ...summary(),
          state: 'waiting',
          endedAt: this.#deps.clock.now(),
          reason: doubt
        })
      if (queue) await settleQueue(this.#queueDeps(run, link), queue, this.#deps.store.runs, run.id)
      return this.#finish(run.id, tally, summary)
    } catch (thrown) {
      if (thrown instanceof RunCut) await thrown.settled.catch(() => undefined)
      return this.#stop(run.id, thrown, signal, summary())
    }
  }

  #queueDeps(run: RunRecord, link: Link): QueueDeps {
    const { access, site, clock, deliveryNotes } = this.#deps
    const actor = { kind: 'run', id: run.id, step: 'queue' } as const
    const primary = access.writer(site(link.primaryId), actor)
    return { primary, link, replica: site(link.replicaId), clock, notes: deliveryNotes(link.primaryId) }
  }

  /** The two directions of a pair never run at the same time: each writes what the other reads (F44). */
  async #untilTwinRests(link: Link, runId: string): Promise<void> {
    const before = [...this.#going].filter(([id, { linkId }]) => linkId === link.twinId && id < runId)
    await Promise.all(before.map(([, going]) => going.ended))
  }

  /** Plans, settles and pushes as the course wants it. Gives the reason why a person has to confirm first, or null. */
  async #advance(
    run: RunRecord,
    course: Course,
    options: RunOptions,
    context: PushContext,
    summary: () => RunPatch
  ): Promise<RunRecord['reason']> {
    const neverPlanned = course === 'resume' && !this.#wasPlanned(run)
    let unsettled: Unsettled = new Map()
    if (course === 'plan' || neverPlanned) {
      this.#deps.store.runs.removeItems(run.id)
      const plan = await planRun(context)
      const doubt = this.#doubt(plan, options)
      if (doubt || options.planOnly) return doubt ?? planIsThere
      this.#update(run.id, { ...summary(), state: 'pushing' })
      await writeLacking(context, plan.lacking)
    } else {
      await readAllMappings(
        context,
        context.link.models.map(({ model }): ModelName => model)
      )
      if (course === 'resume') unsettled = await settleAtOnce(context)
      if (options.resolution) await resolveConflicts(context, options.resolution)
    }
    await pushRun(context, unsettled, this.#deps.quietMs)
    if (course === 'resume') await readBackOlder(context, this.#deps.quietMs)
    // What got no answer is settled before the run ends: the next one must not send it while it may still be at work (F44).
    if (this.#deps.store.runs.countItems(run.id, { states: ['sending', 'unknown'] }) > 0) {
      await pushRun(context, await settleAtOnce(context), this.#deps.quietMs)
    }
    return null
  }

  #doubt(plan: Awaited<ReturnType<typeof planRun>>, options: RunOptions): RunRecord['reason'] {
    const removals = planInDoubt(plan, options.allowRemovals)
    if (removals) return { code: removals.code, message: removals.message, details: removals.details }
    if (plan.overwrites === 0 || options.confirmOverwrites) return null
    return {
      code: 'needs-confirmation',
      message: `${plan.overwrites} entities on the replica differ and were never agreed. Look at the plan; confirm it to overwrite them.`,
      details: { overwrites: plan.overwrites }
    }
  }

  /** A plan is whole only when the run went on to push it. */
  #wasPlanned(run: RunRecord): boolean {
    const { runs } = this.#deps.store
    return (
      run.sent > 0 ||
      Object.keys(run.lastIds).length > 0 ||
      runs.countItems(run.id, { states: ['sending', 'unknown', 'done', 'failed'] }) > 0
    )
  }

  #context(
    run: RunRecord,
    link: Link,
    shared: SharedOriginals | null,
    tally: Tally,
    meter: { requests: number },
    signal: AbortSignal,
    progress: () => void
  ): PushContext {
    const { access, site, store, hash, clock, ids } = this.#deps
    const counted = { counted: () => void (meter.requests += 1) }
    const actor = { kind: 'run', id: run.id, step: null } as const
    const primary = site(link.primaryId)
    const reader = asSent(access.reader(primary, counted), link)
    return {
      runId: run.id,
      link,
      ...(shared?.of(reader) ?? ownOriginals(reader, hash)),
      replica: access.writer(site(link.replicaId), actor, counted),
      twin: link.twinId === null ? null : this.#deps.link(link.twinId),
      mappingsBack: link.twinId === null ? null : access.writer(primary, actor, counted),
      sender: primary.mainDomain,
      mappings: new Map<ModelName, MappingIndex>(),
      backMappings: new Map<ModelName, MappingIndex>(),
      store,
      tally,
      hash,
      clock,
      ids,
      signal,
      progress: throttled(progress, clock, () => this.#going.size)
    }
  }

  #sent(runId: string): number {
    return this.#deps.store.runs.countItems(runId, { states: ['done'] })
  }

  #finish(runId: string, tally: Tally, summary: () => RunPatch): RunRecord {
    const failed = this.#deps.store.runs.countItems(runId, { states: ['failed', 'unknown'] })
    tally.set('failed', failed)
    const { conflict, blocked } = tally.counts
    const state: RunState = failed + conflict + blocked > 0 ? 'partly' : 'done'
    return this.#update(runId, { ...summary(), state, endedAt: this.#deps.clock.now(), reason: null })
  }

  #stop(runId: string, thrown: unknown, signal: AbortSignal, summary: RunPatch): RunRecord {
    const { code, message, details } = asAppError(thrown)
    const state: RunState = signal.aborted ? 'cancelled' : 'stopped'
    return this.#update(runId, {
      ...summary,
      state,
      endedAt: this.#deps.clock.now(),
      reason: { code, message, details }
    })
  }

  #update(runId: string, patch: RunPatch): RunRecord {
    this.#deps.store.runs.update(runId, patch)
    this.#deps.changed(runId)
    return this.record(runId)
  }
}

const planIsThere = {
  code: 'needs-confirmation',
  message: 'The plan is ready. Nothing was sent.',
  details: {}
} as const
