import { z } from 'zod'
import { missedRules } from '../core/schedule/schedule.ts'
import { errorView, id, time } from './shapes.ts'

/** `22:00`; midnight is `00:00`. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const rhythm = z.union([
  z.object({ minutes: z.number() }).strict(),
  z.object({ cron: z.string().trim().min(1).max(200) }).strict()
])
const target = z.union([
  z.object({ linkId: id }).strict(),
  z.object({ tag: z.string().trim().min(1).max(40) }).strict()
])
const quiet = z
  .array(
    z
      .object({
        from: timeOfDay,
        to: timeOfDay,
        /** Weekdays on which it begins, 0 for Sunday; every day where left out. */
        days: z.array(z.number().int().min(0).max(6)).min(1).max(7).optional()
      })
      .strict()
  )
  .max(20)
const maintenance = z.array(z.object({ from: time, to: time }).strict()).max(50)
const webhook = z.string().max(2000).nullable()
const zone = z.string().min(1).max(80)

/** A new schedule. Without a zone the computer's own is meant. */
export const scheduleWish = z
  .object({
    target,
    rhythm,
    zone: zone.optional(),
    missed: z.enum(missedRules).default('skip'),
    quiet: quiet.default([]),
    maintenance: maintenance.default([]),
    webhook: webhook.default(null),
    enabled: z.boolean().default(true)
  })
  .strict()

/** What is left out stays as it is. */
export const scheduleChange = z
  .object({
    scheduleId: id,
    target: target.optional(),
    rhythm: rhythm.optional(),
    zone: zone.optional(),
    missed: z.enum(missedRules).optional(),
    quiet: quiet.optional(),
    maintenance: maintenance.optional(),
    webhook: webhook.optional(),
    enabled: z.boolean().optional()
  })
  .strict()

export const scheduleView = z.object({
  id,
  target: z.union([z.object({ linkId: id }), z.object({ tag: z.string() })]),
  rhythm: z.union([z.object({ minutes: z.number() }), z.object({ cron: z.string() })]),
  zone,
  missed: z.enum(missedRules),
  quiet: z.array(z.object({ from: timeOfDay, to: timeOfDay, days: z.array(z.number().int()) })),
  maintenance: z.array(z.object({ from: time, to: time })),
  /** Where failures are told; the address without what may be secret in it. */
  webhook: z.string().nullable(),
  enabled: z.boolean(),
  /** Links that it would run now. */
  links: z.array(id),
  lastRunAt: time.nullable(),
  /** Null: never. Kept by a program that is open and runs schedules; the terminal, once its command is done, is none. */
  nextRunAt: time.nullable()
})
export type ScheduleView = z.infer<typeof scheduleView>

/** A run that a schedule began and that did not end well, or needs a person. */
export const scheduleFailure = z.object({
  scheduleId: id,
  linkId: id,
  runId: id.nullable(),
  error: errorView
})
export type ScheduleFailure = z.infer<typeof scheduleFailure>
