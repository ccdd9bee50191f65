import { asc, eq } from 'drizzle-orm'
import type {
  Schedule,
  SchedulePatch,
  ScheduleRepository,
  ScheduleRule,
  ScheduleTarget
} from '../../../core/schedule/schedule.ts'
import { AppError } from '../../../core/shared/app-error.ts'
import type { Connection } from '../connection.ts'
import { fromJson, toJson } from '../json-column.ts'
import { schedules } from '../schema/schedules.ts'
import { sqliteRefused } from '../sqlite-errors.ts'

export function scheduleRepository({ orm }: Connection): ScheduleRepository {
  return {
    list: () =>
      orm.select().from(schedules).orderBy(asc(schedules.createdAt), asc(schedules.id)).all().map(schedule),

    get(id) {
      const row = orm.select().from(schedules).where(eq(schedules.id, id)).get()
      return row === undefined ? null : schedule(row)
    },

    insert({ target, rule, ...plain }) {
      try {
        orm
          .insert(schedules)
          .values({ ...plain, ...columnsOf(target), rule: toJson(rule) })
          .run()
      } catch (thrown) {
        throw linkGone(thrown)
      }
    },

    update(id, patch) {
      const changes = changesOf(patch)
      if (Object.keys(changes).length === 0) return
      try {
        if (orm.update(schedules).set(changes).where(eq(schedules.id, id)).run().changes > 0) return
      } catch (thrown) {
        throw linkGone(thrown)
      }
      throw new AppError('unknown-schedule', 'There is no such schedule any more.', { id })
    },

    remove(id) {
      orm.delete(schedules).where(eq(schedules.id, id)).run()
    }
  }
}

function columnsOf(target: ScheduleTarget): { linkId: string | null; tag: string | null } {
  return target.kind === 'link' ? { linkId: target.linkId, tag: null } : { linkId: null, tag: target.tag }
}

function changesOf({ target, rule, ...plain }: SchedulePatch): Partial<typeof schedules.$inferInsert> {
  return {
    ...plain,
    ...(target === undefined ? {} : columnsOf(target)),
    ...(rule === undefined ? {} : { rule: toJson(rule) })
  }
}

function linkGone(thrown: unknown): unknown {
  if (!sqliteRefused(thrown, 'SQLITE_CONSTRAINT_FOREIGNKEY')) return thrown
  return new AppError('unknown-link', 'There is no such link any more.', {}, { cause: thrown })
}

function schedule({ linkId, tag, rule, ...row }: typeof schedules.$inferSelect): Schedule {
  return {
    ...row,
    target: linkId === null ? { kind: 'tag', tag: tag ?? '' } : { kind: 'link', linkId },
    rule: fromJson<ScheduleRule>(rule)
  }
}
