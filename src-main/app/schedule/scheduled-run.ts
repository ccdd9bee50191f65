import type { ScheduleFailure } from '../../contract/schedule-shapes.ts'
import type { ErrorView } from '../../contract/shapes.ts'
import type { Schedule } from '../../core/schedule/schedule.ts'
import { asAppError, isAppError } from '../../core/shared/app-error.ts'
import type { Log } from '../../core/shared/ports.ts'
import type { RunRecord, RunRepository } from '../../core/sync/records.ts'
import type { RunEngine } from '../../core/sync/run/engine.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import { errorView } from '../dispatch.ts'

export interface ScheduledRunDeps {
  readonly engine: Pick<RunEngine, 'start' | 'resume' | 'cancel' | 'ended'>
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

  /** Never throws; resolves when the run has ended and was told of. */
  async run(schedule: Schedule, link: Link): Promise<void> {
    const { log, engine } = this.#deps
    try {
      const { id } = await this.#begin(link.id)
      this.#judge(schedule, await engine.ended(id))
    } catch (thrown) {
      if (isAppError(thrown, 'link-busy')) {
        log.info('a link was busy when its schedule came', { link: link.id, schedule: schedule.id })
        return
      }
      this.#tell(schedule, link.id, null, errorView(asAppError(thrown)))
    }
  }

  /** What was cut off is settled before anything new is sent, and a plan that nobody confirmed makes room for a fresh one. */
  async #begin(linkId: LinkId): Promise<RunRecord> {
    const { engine, runs } = this.#deps
    const [last] = runs.list({ linkId, limit: 1 })
    if (last?.state === 'interrupted') return engine.resume(last.id)
    if (last?.state === 'waiting' && last.startedBy === 'schedule') await engine.cancel(last.id)
    return engine.start(linkId, {
      planOnly: false,
      allowRemovals: 0,
      confirmOverwrites: false,
      startedBy: 'schedule'
    })
  }

  #judge(schedule: Schedule, run: RunRecord): void {
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
