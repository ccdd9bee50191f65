import { and, desc, eq, lt } from 'drizzle-orm'
import type { ActivityEntry, ActivityLog } from '../../../core/shared/activity.ts'
import type { Connection } from '../connection.ts'
import { activity } from '../schema/workflows.ts'

export function activityLog({ orm, relaxed }: Connection): ActivityLog {
  return {
    sent({ actor, request, ...entry }) {
      const of = { actorKind: actor.kind, actorId: actor.id, actorStep: actor.step }
      orm
        .insert(activity)
        .values({ ...entry, ...of, ...request })
        .run()
    },

    // Lost with the power, an answer reads as 'no answer is known', which is true; so it need not wait for the disk.
    answered(id, { outcome, status, answer, durationMs }) {
      relaxed(() =>
        orm.update(activity).set({ outcome, status, answer, durationMs }).where(eq(activity.id, id)).run()
      )
    },

    list: ({ siteId, actorId, before, limit } = {}) =>
      orm
        .select()
        .from(activity)
        .where(
          and(
            siteId === undefined ? undefined : eq(activity.siteId, siteId),
            actorId === undefined ? undefined : eq(activity.actorId, actorId),
            before === undefined ? undefined : lt(activity.id, before)
          )
        )
        .orderBy(desc(activity.id))
        .limit(limit ?? 200)
        .all()
        .map(entry)
  }
}

function entry(row: typeof activity.$inferSelect): ActivityEntry {
  const { actorKind, actorId, actorStep, method, path, body, ...plain } = row
  return {
    ...plain,
    actor: { kind: actorKind, id: actorId, step: actorStep },
    request: { method, path, body }
  }
}
