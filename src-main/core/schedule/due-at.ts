import { closedUntil, openFrom } from './closed-times.ts'
import type { CronTimes, Rhythm, Schedule } from './schedule.ts'

/** A run that begins within this time of its moment is on time: nobody looks at the clock all the time. */
export const onTimeMs = 2 * 60_000

/** Moments looked at to find one that is not closed; each look jumps over a whole closed window. */
const mostMoments = 400

type Timed = Pick<Schedule, 'rule' | 'enabled' | 'since'>

/**
 * When a schedule is to begin its next run: now or earlier means at once, null means never. It rests on nothing but the schedule, its
 * last run and the clock, so a program that slept, was closed, or whose clock was set comes to the right answer by asking again.
 *
 * Missed moments, which no run began at, and moments in a closed window are treated alike: left out, or made up for by ONE run as soon
 * as that may be.
 */
export function dueAt(
  { rule, enabled, since }: Timed,
  lastRun: number | null,
  now: number,
  cron: CronTimes
): number | null {
  if (!enabled) return null
  const after = countFrom(lastRun, since, now)
  const nextAfter = (instant: number): number | null =>
    momentAfter(rule.rhythm, rule.zone, since, instant, cron)
  const first = nextAfter(after)
  if (first === null) return null
  if (rule.missed === 'once') return openFrom(rule, Math.max(first, now))
  const recent = first <= now ? nextAfter(Math.max(after, now - onTimeMs)) : first
  return firstOpen(rule, recent, now, nextAfter)
}

/** A last run in the future is one of a clock that went wrong: it must not silence the schedule until then. */
function countFrom(lastRun: number | null, since: number, now: number): number {
  const isSound = (time: number): boolean => time <= now + onTimeMs
  const started = isSound(since) ? since : -Infinity
  if (lastRun !== null && isSound(lastRun)) return Math.max(lastRun, started)
  return lastRun === null && isSound(since) ? since : Math.max(started, now - onTimeMs)
}

/** The first moment at which something may begin. One that has just passed must be open still. */
function firstOpen(
  rule: Schedule['rule'],
  from: number | null,
  now: number,
  nextAfter: (instant: number) => number | null
): number | null {
  let moment = from
  for (let look = 0; moment !== null && look < mostMoments; look += 1) {
    const until = closedUntil(rule, Math.max(moment, now))
    const begins = closedUntil(rule, moment) ?? until
    if (begins === null) return moment
    moment = nextAfter(begins - 1)
  }
  return null
}

/** Intervals count from when the schedule was made, so that the length of a run, or a late start, moves none of them. */
function momentAfter(
  rhythm: Rhythm,
  zone: string,
  since: number,
  after: number,
  cron: CronTimes
): number | null {
  if (rhythm.kind === 'cron') return cron.next(rhythm.expression, zone, after)
  const length = rhythm.minutes * 60_000
  return since + (Math.floor((after - since) / length) + 1) * length
}
