import { and, desc, eq, lt } from 'drizzle-orm'
import type { ActivityEntry, ActivityLog } from '../../../core/shared/activity.ts'
import type { Connection } from '../connection.ts'
import { activity } from '../schema/workflows.ts'

/** Two statements for each write to a site: compiled once. */
export function activityLog({ orm, relaxed, prepared }: Connection): ActivityLog {
  return {
    /**
     * A run's item is announced in its journal, durably, before it goes out: the log's entry survives the program without a wait for
     * the disk of its own, and the power's end with the journal's next flush. Whatever else writes has nothing but this entry, and waits.
     */
    sent({ actor, request, ...entry }) {
      const insert = prepared<(string | number | null)[]>(
        `insert into activity (id, at, site_id, actor_kind, actor_id, actor_step, method, path, body, outcome, status, answer, duration_ms)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
      )
      const write = (): unknown =>
        insert.run(
          ...[entry.id, entry.at, entry.siteId, actor.kind, actor.id, actor.step],
          ...[request.method, request.path, request.body],
          ...[entry.outcome, entry.status, entry.answer, entry.durationMs]
        )
      if (actor.kind === 'run') relaxed(write)
      else write()
    },

    // Lost with the power, an answer reads as 'no answer is known', which is true; so it need not wait for the disk.
    answered(id, { outcome, status, answer, durationMs }) {
      const update = prepared<(string | number | null)[]>(
        'update activity set outcome = ?, status = ?, answer = ?, duration_ms = ? where id = ?'
      )
      relaxed(() => update.run(outcome, status, answer, durationMs, id))
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
