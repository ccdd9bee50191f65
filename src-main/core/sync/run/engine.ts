import { AppError } from '../../shared/app-error.ts'
import type { Link, LinkId } from '../../topology/link.ts'
import { noCounts } from '../counts.ts'
import { SharedOriginals } from '../originals.ts'
import type { RunPatch, RunRecord, RunState, Winner } from '../records.ts'
import { arrivedIn } from './arrived.ts'
import { carryOut, pausing, type Course } from './carry-out.ts'
import { decideFields, type FieldChoice } from './decide-fields.ts'
import type { EngineDeps, RunOptions } from './engine-deps.ts'
import { openAgain, wasLockedOut } from './lock-out.ts'

interface Going {
  readonly linkId: LinkId
  readonly abort: AbortController
  readonly ended: Promise<RunRecord>
}

/** How long to wait before an end that could not be written is written again. */
const noteAgainMs = 1_000

/** What can be gone on with. */
const held: readonly RunState[] = ['interrupted', 'stopped', 'cancelled', 'paused']

/** Runs links: one run at a time for each, each on its own. A run that ends badly says so in its record and never rejects. */
export class RunEngine {
  readonly #deps: EngineDeps
  readonly #going = new Map<string, Going>()
  readonly #closing = new AbortController()

  constructor(deps: EngineDeps) {
    this.#deps = deps
  }

  /** Begins a run for each link. Those of one primary read it together; apart from that each goes on by itself. */
  startAll(linkIds: readonly LinkId[], options: RunOptions): RunRecord[] {
    const { link, hash, clock } = this.#deps
    // All or none: where one of them cannot begin, the others do not either.
    for (const id of new Set(linkIds)) this.#refusePaused(id)
    for (const id of new Set(linkIds)) this.#claim(id)
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

  /** Begins a run and gives its record at once. Fails with 'link-busy' where the link has one already, with 'run-paused' where a person holds it. */
  start(linkId: LinkId, options: RunOptions, shared: SharedOriginals | null = null): RunRecord {
    const { primaryId, replicaId } = this.#deps.link(linkId)
    this.#refusePaused(linkId)
    this.#claim(linkId)
    const { ids, clock, store, site } = this.#deps
    const record: RunRecord = {
      id: ids.next(),
      linkId,
      primaryName: site(primaryId).name,
      replicaName: site(replicaId).name,
      state: 'planning',
      planOnly: options.planOnly,
      counts: noCounts,
      sent: 0,
      arrived: null,
      requests: 0,
      bytes: 0,
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
    this.#deps.store.runs.update(runId, { planOnly: false })
    return this.#take(run, 'push', { allowRemovals, confirmOverwrites: true })
  }

  /** Goes on with a run that was paused, cut off, cancelled or stopped: with what is still open, and nothing else. */
  resume(runId: string, options: Partial<RunOptions> = {}): RunRecord {
    const run = this.record(runId)
    if (!held.includes(run.state)) {
      throw new AppError('nothing-to-resume', `The run is '${run.state}': there is nothing to resume.`, {
        run: runId
      })
    }
    return this.#take(run, 'resume', { planOnly: run.planOnly, ...options })
  }

  /** Sends failed items once more, and only these. Those that would lock the replica out go only where they are named. */
  retry(runId: string, positions?: readonly number[]): RunRecord {
    const run = this.record(runId)
    if (this.#going.has(runId)) throw this.#wrongState(run, 'Wait until the run has ended, or cancel it.')
    const { runs } = this.#deps.store
    const failed = runs.items(runId, { states: ['failed'], limit: 1_000_000 })
    const chosen = failed.filter(item => positions?.includes(item.position) ?? !wasLockedOut(item))
    if (chosen.length === 0)
      throw new AppError(
        'nothing-to-resume',
        'No failed item is left to retry. One that would lock the replica out is retried by its position alone.',
        { run: runId }
      )
    this.#claim(run.linkId)
    runs.updateItems(runId, chosen.map(openAgain))
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
    return run.state === 'waiting' || run.state === 'paused'
      ? this.#update(runId, { state: 'cancelled', endedAt: this.#deps.clock.now() })
      : run
  }

  /**
   * Holds a run until somebody resumes it: nothing new is sent, what is on its way is waited for and recorded, and no schedule takes the
   * link up meanwhile. One that was cut off or stopped can be held as well. Fails with 'nothing-to-pause' where the run is over.
   */
  async pause(runId: string): Promise<RunRecord> {
    const going = this.#going.get(runId)
    if (going) {
      going.abort.abort(pausing)
      return going.ended
    }
    const run = this.record(runId)
    if (!held.includes(run.state))
      throw new AppError('nothing-to-pause', `The run is '${run.state}': nothing of it is at work.`, {
        run: runId,
        state: run.state
      })
    return this.#update(runId, { state: 'paused' })
  }

  /** Whether a person holds the link by a run that is paused. */
  isPaused(linkId: LinkId): boolean {
    return this.#deps.store.runs.list({ linkId, states: ['paused'], limit: 1 }).length > 0
  }

  /** Resolves when the run is not at work any more. */
  ended(runId: string): Promise<RunRecord> {
    return this.#going.get(runId)?.ended ?? Promise.resolve(this.record(runId))
  }

  isBusy(linkId: LinkId): boolean {
    return [...this.#going.values()].some(going => going.linkId === linkId)
  }

  /** Ends what a link has at work, and what is started meanwhile: resolves when nothing of it is at work any more. */
  async cancelOf(linkId: LinkId): Promise<void> {
    while (this.isBusy(linkId)) {
      const mine = [...this.#going].filter(([, going]) => going.linkId === linkId)
      await Promise.all(mine.map(([runId]) => this.cancel(runId)))
    }
  }

  record(runId: string): RunRecord {
    const run = this.#deps.store.runs.get(runId)
    if (!run) throw new AppError('unknown-run', `There is no run ${runId}.`, { run: runId })
    return run
  }

  /** Ends all runs of this program, so that it can close. */
  async stopAll(): Promise<void> {
    this.#closing.abort()
    await Promise.all([...this.#going.keys()].map(runId => this.cancel(runId)))
  }

  /** Runs that another program left at work: nobody is at work on them now. */
  markInterrupted(): void {
    const { runs } = this.#deps.store
    for (const { id } of runs.list({ states: ['planning', 'pushing'] })) {
      runs.update(id, { ...arrivedIn(runs, id), state: 'interrupted', endedAt: this.#deps.clock.now() })
    }
  }

  #refusePaused(linkId: LinkId): void {
    if (!this.isPaused(linkId)) return
    const message = 'A run of this link is paused. Resume it, or cancel it first.'
    throw new AppError('run-paused', message, { link: linkId })
  }

  #claim(linkId: LinkId): void {
    this.#deps.link(linkId)
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
    const state = options.planOnly ? 'planning' : 'pushing'
    const begun = this.#update(run.id, { state, endedAt: null, reason: null })
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
    const ended = this.#work(run, course, options, shared, abort).finally(() => {
      // It may have been resumed already: that one is at work.
      if (this.#going.get(run.id)?.abort === abort) this.#going.delete(run.id)
    })
    this.#going.set(run.id, { linkId: run.linkId, abort, ended })
    this.#deps.changed(run.id)
  }

  async #work(
    run: RunRecord,
    course: Course,
    options: RunOptions,
    shared: SharedOriginals | null,
    abort: AbortController
  ): Promise<RunRecord> {
    const link = this.#deps.link(run.linkId)
    await this.#untilTwinRests(link)
    const runsAtWork = (): number => this.#going.size
    const isBusy = (id: LinkId): boolean => this.isBusy(id)
    const end = await carryOut(this.#deps, { run, link, course, options, shared, abort, runsAtWork, isBusy })
    return this.#noteEnd(run.id, end)
  }

  /** A run is over when that is written. Where the disk is full, or somebody holds the database, that may take until there is room. */
  async #noteEnd(runId: string, end: RunPatch): Promise<RunRecord> {
    while (!this.#isWritten(runId, end)) {
      await this.#deps.clock.sleep(noteAgainMs, this.#closing.signal).catch(() => undefined)
      // Whoever opens the program next finds it at work, and takes it for interrupted.
      if (this.#closing.signal.aborted) return { ...this.record(runId), ...end }
    }
    // Whoever hears of the end may start the next one at once.
    this.#going.delete(runId)
    this.#deps.changed(runId)
    return this.record(runId)
  }

  #isWritten(runId: string, patch: RunPatch): boolean {
    try {
      this.#deps.store.runs.update(runId, patch)
      return true
    } catch {
      return false
    }
  }

  /**
   * The two directions of a pair never run at the same time: each writes what the other reads (F44). Whoever begins waits for what is at work
   * already, and for what waits itself: one that is resumed has no claim from before.
   */
  async #untilTwinRests({ twinId }: Link): Promise<void> {
    const before = [...this.#going.values()].filter(({ linkId }) => linkId === twinId)
    await Promise.all(before.map(({ ended }) => ended))
  }

  #update(runId: string, patch: RunPatch): RunRecord {
    this.#deps.store.runs.update(runId, patch)
    this.#deps.changed(runId)
    return this.record(runId)
  }
}
