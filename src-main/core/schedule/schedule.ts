import type { LinkId } from '../topology/link.ts'

/** `interval`: every so many minutes, whatever the clocks do. `cron`: at times of the wall clock, in the schedule's zone. */
export type Rhythm =
  | { readonly kind: 'interval'; readonly minutes: number }
  | { readonly kind: 'cron'; readonly expression: string }

/** What becomes of runs that could not be: the program was closed, the computer asleep, or it was quiet. */
export const missedRules = ['skip', 'once'] as const
export type MissedRule = (typeof missedRules)[number]

/** A time of day in which nothing runs, in minutes since midnight of the zone; over midnight where `to` is not after `from`. */
export interface QuietHours {
  readonly from: number
  readonly to: number
  /** Weekdays on which it begins, 0 for Sunday. */
  readonly days: readonly number[]
}

/** A stretch of time in which nothing runs: works on a site, a relaunch. */
export interface Maintenance {
  readonly from: number
  readonly to: number
}

export interface ScheduleRule {
  readonly rhythm: Rhythm
  /** IANA name of the zone in which the schedule's times are meant. */
  readonly zone: string
  readonly missed: MissedRule
  readonly quiet: readonly QuietHours[]
  readonly maintenance: readonly Maintenance[]
}

export type ScheduleTarget =
  | { readonly kind: 'link'; readonly linkId: LinkId }
  /** Every link that leads from or to a site with the tag. */
  | { readonly kind: 'tag'; readonly tag: string }

export interface Schedule {
  readonly id: string
  readonly target: ScheduleTarget
  readonly rule: ScheduleRule
  /** Told of failures; null: only the window is. */
  readonly webhook: string | null
  readonly enabled: boolean
  /** Its times count from here: when it was made, or changed. */
  readonly since: number
  /** When it last began runs. */
  readonly lastRunAt: number | null
  readonly createdAt: number
}

export type SchedulePatch = Partial<
  Pick<Schedule, 'target' | 'rule' | 'webhook' | 'enabled' | 'since' | 'lastRunAt'>
>

/** Keeps schedules. One of a link goes with its link. */
export interface ScheduleRepository {
  list(): Schedule[]
  get(id: string): Schedule | null
  insert(schedule: Schedule): void
  update(id: string, patch: SchedulePatch): void
  remove(id: string): void
}

/** Reads cron expressions. */
export interface CronTimes {
  /** The first time strictly after `after`; null where there is none any more. */
  next(expression: string, zone: string, after: number): number | null
  /** Why an expression cannot be used, or null. */
  refusal(expression: string): string | null
}
