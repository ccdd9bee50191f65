import type { Handlers, ParsedInput } from '../../contract/calls.ts'
import type { ScheduleView } from '../../contract/schedule-shapes.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import { checkRule } from '../../core/schedule/check-rule.ts'
import { linksMeant } from '../../core/schedule/links-meant.ts'
import type { Rhythm, Schedule, ScheduleRepository, ScheduleRule } from '../../core/schedule/schedule.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Clock, Ids } from '../../core/shared/ports.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import { cronTimes } from './cron-times.ts'
import { quietHours, scheduleView, targetOf } from './schedule-view.ts'
import type { Scheduler } from './scheduler.ts'
import { checkWebhook } from './webhook.ts'

export interface ScheduleHandlerDeps {
  readonly schedules: ScheduleRepository
  readonly links: LinkRepository
  readonly sites: SiteRepository
  readonly scheduler: Pick<Scheduler, 'nextAt' | 'wake'>
  readonly clock: Clock
  readonly ids: Ids
  readonly changed: (scheduleId: string) => void
}

type ScheduleCalls = 'schedules.list' | 'schedules.add' | 'schedules.update' | 'schedules.remove'

/** Schedules behind the contract. */
export function createScheduleHandlers(deps: ScheduleHandlerDeps): Pick<Handlers, ScheduleCalls> {
  const { schedules } = deps
  const view = (schedule: Schedule): ScheduleView =>
    scheduleView(
      schedule,
      linksMeant(schedule.target, deps.links.list(), deps.sites.list()),
      deps.scheduler.nextAt(schedule)
    )
  const known = (id: string): Schedule => {
    const found = schedules.get(id)
    if (found) return found
    throw new AppError('unknown-schedule', `There is no schedule ${id}.`, { schedule: id })
  }
  const told = (scheduleId: string): void => {
    deps.scheduler.wake()
    deps.changed(scheduleId)
  }

  return {
    'schedules.list': async () => schedules.list().map(view),
    async 'schedules.add'(wish) {
      const schedule = newSchedule(deps, wish)
      check(deps, schedule)
      schedules.insert(schedule)
      told(schedule.id)
      return view(schedule)
    },
    async 'schedules.update'({ scheduleId, ...change }) {
      const before = known(scheduleId)
      const after = changed(before, change, deps.clock.now())
      check(deps, after)
      const { target, rule, webhook, enabled, since } = after
      schedules.update(scheduleId, { target, rule, webhook, enabled, since })
      told(scheduleId)
      return view(known(scheduleId))
    },
    async 'schedules.remove'({ scheduleId }) {
      known(scheduleId)
      schedules.remove(scheduleId)
      told(scheduleId)
      return {}
    }
  }
}

function rhythmOf(given: { minutes: number } | { cron: string }): Rhythm {
  return 'cron' in given
    ? { kind: 'cron', expression: given.cron.split(/\s+/).join(' ') }
    : { kind: 'interval', minutes: given.minutes }
}

function newSchedule({ clock, ids }: ScheduleHandlerDeps, wish: ParsedInput<'schedules.add'>): Schedule {
  const now = clock.now()
  return {
    id: ids.next(),
    target: targetOf(wish.target),
    rule: {
      rhythm: rhythmOf(wish.rhythm),
      zone: wish.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      missed: wish.missed,
      quiet: wish.quiet.map(quietHours),
      maintenance: wish.maintenance
    },
    webhook: wish.webhook,
    enabled: wish.enabled,
    since: now,
    lastRunAt: null,
    createdAt: now
  }
}

/** A changed rule counts from now: what would have been due by the new one is not made up for. */
function changed(
  before: Schedule,
  change: Omit<ParsedInput<'schedules.update'>, 'scheduleId'>,
  now: number
): Schedule {
  const { target, rhythm, zone, missed, quiet, maintenance, webhook, enabled } = change
  const rule: ScheduleRule = {
    rhythm: rhythm ? rhythmOf(rhythm) : before.rule.rhythm,
    zone: zone ?? before.rule.zone,
    missed: missed ?? before.rule.missed,
    quiet: quiet ? quiet.map(quietHours) : before.rule.quiet,
    maintenance: maintenance ?? before.rule.maintenance
  }
  const begins = rhythm !== undefined || zone !== undefined || (enabled === true && !before.enabled)
  return {
    ...before,
    target: target ? targetOf(target) : before.target,
    rule,
    webhook: webhook === undefined ? before.webhook : webhook,
    enabled: enabled ?? before.enabled,
    since: begins ? now : before.since
  }
}

/** Everything that can be refused is, before anything is written. */
function check({ links, clock }: ScheduleHandlerDeps, { target, rule, webhook }: Schedule): void {
  if (target.kind === 'link' && !links.get(target.linkId))
    throw new AppError('unknown-link', `There is no link ${target.linkId}.`, { link: target.linkId })
  checkRule(rule, cronTimes, clock.now())
  if (webhook !== null) checkWebhook(webhook)
}
