/** When links are synced by themselves. */
import { z } from 'zod'
import { id } from '../shapes.ts'
import { scheduleChange, scheduleView, scheduleWish } from '../schedule-shapes.ts'
import { call, nothing } from './call.ts'

export const scheduleCalls = {
  'schedules.list': call(nothing, z.array(scheduleView)),
  'schedules.add': call(scheduleWish, scheduleView),
  'schedules.update': call(scheduleChange, scheduleView),
  'schedules.remove': call(z.object({ scheduleId: id }).strict(), nothing)
} as const
