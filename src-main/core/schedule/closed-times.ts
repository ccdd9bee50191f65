import type { QuietHours, ScheduleRule } from './schedule.ts'
import { zoneTime } from './zone-time.ts'

const minute = 60_000
const minutesOfDay = 24 * 60
/** Windows that follow each other without a gap for longer than this leave no time to run at all. */
const mostSteps = 200

type Closing = Pick<ScheduleRule, 'quiet' | 'maintenance' | 'zone'>

/** When the window ends in which nothing may run at this instant, or null where it may. */
export function closedUntil(rule: Closing, instant: number): number | null {
  const ends = [
    ...rule.maintenance.filter(({ from, to }) => from <= instant && instant < to).map(({ to }) => to),
    ...rule.quiet.flatMap(hours => quietUntil(hours, rule.zone, instant) ?? [])
  ]
  return ends.length === 0 ? null : Math.max(...ends)
}

/** The first instant from `instant` on at which something may run; null where there is none in sight. */
export function openFrom(rule: Closing, instant: number): number | null {
  let at = instant
  for (let step = 0; step < mostSteps; step += 1) {
    const until = closedUntil(rule, at)
    if (until === null) return at
    at = until
  }
  return null
}

function quietUntil({ from, to, days }: QuietHours, zone: string, instant: number): number | null {
  const now = zoneTime(instant, zone)
  const overMidnight = to <= from
  const begunToday = now.minutesOfDay >= from && (overMidnight || now.minutesOfDay < to)
  const begunYesterday = overMidnight && now.minutesOfDay < to
  const isQuiet =
    (begunToday && days.includes(now.day)) || (begunYesterday && days.includes((now.day + 6) % 7))
  if (!isQuiet) return null
  const left = (to - now.minutesOfDay + minutesOfDay) % minutesOfDay || minutesOfDay
  const end = Math.floor(instant / minute) * minute + left * minute
  // Where the clocks change in between, the day is longer or shorter than its minutes.
  const corrected = end + now.offset - zoneTime(end, zone).offset
  return corrected > instant ? corrected : end
}
