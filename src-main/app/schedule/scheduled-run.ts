import type { ScheduleFailure } from '../../contract/schedule-shapes.ts'
import type { ErrorView } from '../../contract/shapes.ts'
import type { Schedule } from '../../core/schedule/schedule.ts'
import { AppError, asAppError, isAppError } from '../../core/shared/app-error.ts'
import type { Log } from '../../core/shared/ports.ts'
import type { RunRecord, RunRepository } from '../../core/sync/records.ts'
import type { RunEngine } from '../../core/sync/run/engine.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import { errorView } from '../dispatch.ts'

export interface ScheduledRunDeps {
  readonly engine: Pick<RunEngine, 'startAll' | 'resume' | 'cancel' | 'ended' | 'isBusy' | 'isPaused'>
  readonly runs: RunRepository
  readonly log: Log
  readonly tell: (schedule: Schedule, failure: ScheduleFailure, run: RunRecord | null) => void
}

/** Begins runs for schedules and tells how they ended: of each trouble once, until it is over or another. */
export class ScheduledRuns {
  readonly #deps: ScheduledRunDeps
  readonly #told = new Map<LinkId, string>()

  constructor(deps: ScheduledRunDeps) {
    this.#deps = deps
  }

  /** Never throws; resolves when all runs have ended and were told of. Links of one primary read it together. */
  async run(schedule: Schedule, links: readonly Link[]): Promise<void> {
    const ready: LinkId[] = []
    const begun: RunRecord[] = []
    for (const { id } of links) {
      await this.#caring(schedule, id, async () => {
        const last = await this.#settled(id)
        if (last) begun.push(last)
        else ready.push(id)
      })
    }
    begun.push(...(await this.#startAll(schedule, ready)))
    await Promise.all(
      begun.map(({ id, linkId }) =>
        this.#caring(schedule, linkId, async () => this.#judge(schedule, await this.#deps.engine.ended(id)))
      )
    )
  }

  /** What was cut off is settled before anything new is sent, and a plan that nobody confirmed makes room for a fresh one. */
  async #settled(linkId: LinkId): Promise<RunRecord | null> {
    const { engine, runs } = this.#deps
    if (engine.isBusy(linkId)) throw new AppError('link-busy', 'A run of this link is at work.')
    if (engine.isPaused(linkId)) throw new AppError('run-paused', 'A run of this link is paused.')
    const [last] = runs.list({ linkId, limit: 1 })
    if (last?.state === 'interrupted') return engine.resume(last.id)
    if (last?.state === 'waiting' && last.startedBy === 'schedule') await engine.cancel(last.id)
    return null
  }

  async #startAll(schedule: Schedule, linkIds: readonly LinkId[]): Promise<RunRecord[]> {
    const options = { planOnly: false, allowRemovals: 0, confirmOverwrites: false, startedBy: 'schedule' }
    let begun: RunRecord[] = []
    // One that a person started this very moment must not keep the others from theirs.
    const free = linkIds.filter(id => !this.#deps.engine.isBusy(id))
    if (free.length === 0) return begun
    await this.#caring(schedule, free[0]!, () => {
      begun = this.#deps.engine.startAll(free, options)
    })
    return begun
  }

  async #caring(schedule: Schedule, linkId: LinkId, work: () => void | Promise<void>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      if (isAppError(thrown, 'link-busy', 'run-paused')) {
        const { code } = thrown
        this.#deps.log.info('a link was busy when its schedule came', {
          link: linkId,
          schedule: schedule.id,
          code
        })
        return
      }
      this.#tell(schedule, linkId, null, errorView(asAppError(thrown)))
    }
  }

  #judge(schedule: Schedule, run: RunRecord): void {
    if (run.reason?.code === 'link-leased') {
      this.#deps.log.info('another Rexxfleet was at work when a schedule came', { link: run.linkId })
      return
    }
    const trouble = troubleOf(run)
    if (trouble === null) this.#told.delete(run.linkId)
    else this.#tell(schedule, run.linkId, run, trouble)
  }

  #tell(schedule: Schedule, linkId: LinkId, run: RunRecord | null, error: ErrorView): void {
    const name = `${run?.state ?? ''} ${error.code}`
    if (this.#told.get(linkId) === name) return
    this.#told.set(linkId, name)
    this.#deps.tell(schedule, { scheduleId: schedule.id, linkId, runId: run?.id ?? null, error }, run)
  }
}

/** What a person should hear of a run's end; null where all is well, or a person ended it. */
export function troubleOf({ state, counts, reason }: RunRecord): ErrorView | null {
  if (state === 'stopped' || state === 'waiting')
    return reason ?? { code: 'run-stopped', message: 'The run was stopped.', details: {} }
  if (state !== 'partly') return null
  const { failed, conflict, blocked } = counts
  const parts = [
    failed > 0 ? `${failed} failed` : '',
    conflict > 0 ? `${conflict} in conflict` : '',
    blocked > 0 ? `${blocked} blocked` : ''
  ].filter(part => part !== '')
  return {
    code: failed > 0 ? 'run-stopped' : 'needs-confirmation',
    message: `The run ended only partly: ${parts.join(', ')}. Open it to see which.`,
    details: { failed, conflict, blocked }
  }
}
