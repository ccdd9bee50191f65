import type { ScheduleFailure } from '../../contract/schedule-shapes.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import type { Schedule, ScheduleRepository } from '../../core/schedule/schedule.ts'
import type { Clock, Log } from '../../core/shared/ports.ts'
import type { RunRecord, RunRepository } from '../../core/sync/records.ts'
import type { RunEngine } from '../../core/sync/run/engine.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import { cronTimes } from './cron-times.ts'
import { ScheduledRuns } from './scheduled-run.ts'
import { Scheduler } from './scheduler.ts'
import { tellWebhook } from './webhook.ts'

export interface SchedulingDeps {
  readonly schedules: ScheduleRepository
  readonly links: LinkRepository
  readonly sites: SiteRepository
  readonly runs: RunRepository
  readonly engine: RunEngine
  readonly clock: Clock
  readonly log: Log
  readonly version: string
  readonly changed: (scheduleId: string) => void
  readonly failed: (failure: ScheduleFailure) => void
  /** Tells whoever wants to hear of failures by e-mail; never fails. */
  readonly byMail: (schedule: Schedule, failure: ScheduleFailure, run: RunRecord | null) => Promise<unknown>
}

/** The scheduler with all that it starts; `stop` also waits for who is being told. */
export function createScheduler(deps: SchedulingDeps): { scheduler: Scheduler; stop(): Promise<void> } {
  const { clock, log } = deps
  const closing = new AbortController()
  const atWork = new Set<Promise<unknown>>()
  const follow = (work: Promise<unknown>): void => {
    const known = work.finally(() => atWork.delete(known))
    atWork.add(known)
  }
  const runs = new ScheduledRuns({
    ...deps,
    tell(schedule, failure, run) {
      deps.failed(failure)
      log.warn('a scheduled run did not end well', { link: failure.linkId, code: failure.error.code })
      follow(deps.byMail(schedule, failure, run))
      if (schedule.webhook === null) return
      const body = notice(deps, schedule, failure, run)
      follow(tellWebhook({ clock, log, signal: closing.signal }, schedule.webhook, body))
    }
  })
  const scheduler = new Scheduler({
    ...deps,
    cron: cronTimes,
    run: (schedule, links) => follow(runs.run(schedule, links))
  })
  return {
    scheduler,
    async stop() {
      await scheduler.stop()
      closing.abort()
    }
  }
}

/** What a webhook is told: names, numbers and an error's text, which holds no key. */
function notice(
  { sites, links, clock, version }: SchedulingDeps,
  schedule: Schedule,
  { linkId, error }: ScheduleFailure,
  run: RunRecord | null
): unknown {
  const link = links.get(linkId)
  const nameOf = (siteId: string | undefined): string | null => (siteId && sites.get(siteId)?.name) || null
  return {
    event: 'run-failed',
    program: `rexxfleet ${version}`,
    at: new Date(clock.now()).toISOString(),
    schedule: schedule.id,
    link: { id: linkId, primary: nameOf(link?.primaryId), replica: nameOf(link?.replicaId) },
    run: run && { id: run.id, state: run.state, counts: run.counts },
    code: error.code,
    message: error.message
  }
}
