import { AppError } from '../shared/app-error.ts'
import type { CronTimes, ScheduleRule } from './schedule.ts'
import { openFrom } from './closed-times.ts'
import { isZone } from './zone-time.ts'

/** Shortest and longest interval: below a minute nothing is ever in step, and beyond a month a date is meant. */
const intervals = { least: 1, most: 31 * 24 * 60 } as const

/** Refuses a rule by which nothing could ever run, or not as it is meant. Fails with 'schedule-invalid'. */
export function checkRule(rule: ScheduleRule, cron: CronTimes, now: number): void {
  if (!isZone(rule.zone))
    throw invalid('zone', `There is no time zone '${rule.zone}'. Use a name like Europe/Zurich.`)
  const { rhythm } = rule
  if (rhythm.kind === 'interval') checkInterval(rhythm.minutes)
  else checkCron(rule, rhythm.expression, cron, now)
  for (const { from, to } of rule.quiet)
    if (from === to)
      throw invalid('quiet', 'Quiet hours begin and end at the same time. Give two different ones.')
  for (const { from, to } of rule.maintenance)
    if (to <= from)
      throw invalid('maintenance', 'A maintenance window ends before it begins. Change its end.')
  if (openFrom({ ...rule, maintenance: [] }, now) === null)
    throw invalid('quiet', 'With these quiet hours nothing could ever run. Leave some time of the week open.')
}

function checkInterval(minutes: number): void {
  const { least, most } = intervals
  if (Number.isInteger(minutes) && minutes >= least && minutes <= most) return
  throw invalid('minutes', `An interval has between ${least} and ${most} whole minutes.`)
}

function checkCron(rule: ScheduleRule, expression: string, cron: CronTimes, now: number): void {
  const refusal = cron.refusal(expression)
  if (refusal !== null)
    throw invalid(
      'cron',
      `'${expression}' is no cron expression (${refusal}). It has five fields: minute, hour, day, month, weekday.`
    )
  if (cron.next(expression, rule.zone, now) === null)
    throw invalid('cron', `'${expression}' never comes. Choose a date that exists.`)
}

function invalid(field: string, message: string): AppError {
  return new AppError('schedule-invalid', message, { field })
}
