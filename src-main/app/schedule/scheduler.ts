import { dueAt } from '../../core/schedule/due-at.ts'
import { linksMeant } from '../../core/schedule/links-meant.ts'
import type { CronTimes, Schedule, ScheduleRepository } from '../../core/schedule/schedule.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import type { Clock, Log } from '../../core/shared/ports.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { Link } from '../../core/topology/link.ts'

/** The clock is looked at least this often: a computer that slept, or whose clock was set, is never far off. */
const lookEveryMs = 30_000

export interface SchedulerDeps {
  readonly schedules: ScheduleRepository
  readonly links: LinkRepository
  readonly sites: SiteRepository
  readonly cron: CronTimes
  readonly clock: Clock
  readonly log: Log
  /** Begins one run of each link; must not throw. */
  readonly run: (schedule: Schedule, links: readonly Link[]) => void
  /** Told after a schedule began its runs. */
  readonly changed: (scheduleId: string) => void
}

/**
 * Begins the runs that schedules want. One timer for all; each look asks what is due by the clock as it is now, so nothing drifts and
 * nothing is lost in a sleep.
 */
export class Scheduler {
  readonly #deps: SchedulerDeps
  readonly #stopping = new AbortController()
  #waking = new AbortController()
  #going: Promise<void> | null = null

  constructor(deps: SchedulerDeps) {
    this.#deps = deps
  }

  get isRunning(): boolean {
    return this.#going !== null
  }

  start(): void {
    this.#going ??= this.#go()
  }

  /** Looks again at once: a schedule was added or changed. */
  wake(): void {
    this.#waking.abort()
  }

  /**
   * Begins nothing any more; resolves when the look at hand, if there is one, is over. Runs that it began go on: whoever closes the program
   * ends those. A scheduler that was stopped is not started again.
   */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#going
  }

  /** When a schedule begins its next runs; null where it never does. */
  nextAt(schedule: Schedule): number | null {
    const { clock, cron } = this.#deps
    return dueAt(schedule, schedule.lastRunAt, clock.now(), cron)
  }

  /** Begins what is due. Gives how long nothing else is. */
  look(): number {
    const { schedules, clock, log } = this.#deps
    let wait = lookEveryMs
    for (const schedule of schedules.list()) {
      try {
        const due = this.nextAt(schedule)
        if (due === null) continue
        const left = due - clock.now()
        if (left <= 0) this.#begin(schedule)
        else wait = Math.min(wait, left)
      } catch (thrown) {
        log.error('a schedule could not be followed', { schedule: schedule.id, error: thrown })
      }
    }
    return wait
  }

  #begin(schedule: Schedule): void {
    const { schedules, links, sites, clock, run, changed } = this.#deps
    // Remembered first: a program that dies now must not begin them once more.
    schedules.update(schedule.id, { lastRunAt: clock.now() })
    run(schedule, linksMeant(schedule.target, links.list(), sites.list()))
    changed(schedule.id)
  }

  async #go(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      this.#waking = new AbortController()
      const wait = this.look()
      await this.#deps.clock
        .sleep(wait, AbortSignal.any([signal, this.#waking.signal]))
        .catch(() => undefined)
    }
  }
}
