import { and, desc, eq, gte, lt, or, sql, type SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type {
  ActivityEntry,
  ActivityFilter,
  ActivityLog,
  ActivityOutcome
} from '../../../core/shared/activity.ts'
import type { Connection } from '../connection.ts'
import { activity } from '../schema/workflows.ts'

/** The activity log, and a way to write what it still holds back. */
export interface KeptActivity extends ActivityLog {
  flush(): void
}

/** For how long answers wait for the next write that takes them along. */
const patienceMs = 100

/** Two statements for each write to a site, compiled once; answers ride along with the next request. */
export function activityLog({ orm, relaxed, prepared, together, guard }: Connection): KeptActivity {
  const answers = new Map<string, ActivityOutcome>()
  let timer: NodeJS.Timeout | undefined

  const writeAnswers = (): void => {
    const update = prepared<(string | number | null)[]>(
      'update activity set outcome = ?, status = ?, answer = ?, duration_ms = ? where id = ?'
    )
    for (const [id, { outcome, status, answer, durationMs }] of answers) {
      update.run(outcome, status, answer, durationMs, id)
    }
  }
  const withAnswers = (work: () => void): void => {
    together(() => {
      writeAnswers()
      work()
    })
    answers.clear()
    clearTimeout(timer)
    timer = undefined
  }
  const flush = (): void => {
    if (answers.size > 0) relaxed(() => withAnswers(() => undefined))
  }
  const flushLater = (): void => {
    timer = undefined
    try {
      guard(flush)
    } catch {
      // They are kept, and whoever writes next hears of it.
    }
  }

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
      const write = (): void =>
        withAnswers(() => {
          insert.run(
            ...[entry.id, entry.at, entry.siteId, actor.kind, actor.id, actor.step],
            ...[request.method, request.path, request.body],
            ...[entry.outcome, entry.status, entry.answer, entry.durationMs]
          )
        })
      if (actor.kind === 'run') relaxed(write)
      else write()
    },

    // Lost with the program, an answer reads as 'no answer is known', which is true; so it need not be written by itself.
    answered(id, outcome) {
      answers.set(id, outcome)
      timer ??= setTimeout(flushLater, patienceMs).unref()
    },

    flush,

    list(filter = {}) {
      flush()
      return orm
        .select()
        .from(activity)
        .where(meant(filter))
        .orderBy(desc(activity.id))
        .limit(filter.limit ?? 200)
        .all()
        .map(entry)
    }
  }
}

function meant(filter: ActivityFilter): SQL | undefined {
  const { siteId, actorId, actorKind, outcome, method, text, from, to, before } = filter
  const held = (column: SQLiteColumn): SQL => sql`instr(lower(${column}), ${text?.toLowerCase()}) > 0`
  return and(
    siteId === undefined ? undefined : eq(activity.siteId, siteId),
    actorId === undefined ? undefined : eq(activity.actorId, actorId),
    actorKind === undefined ? undefined : eq(activity.actorKind, actorKind),
    outcome === undefined ? undefined : eq(activity.outcome, outcome),
    method === undefined ? undefined : eq(activity.method, method),
    text ? or(held(activity.path), held(activity.body), held(activity.answer)) : undefined,
    from === undefined ? undefined : gte(activity.at, from),
    to === undefined ? undefined : lt(activity.at, to),
    before === undefined ? undefined : lt(activity.id, before)
  )
}

function entry(row: typeof activity.$inferSelect): ActivityEntry {
  const { actorKind, actorId, actorStep, method, path, body, ...plain } = row
  return {
    ...plain,
    actor: { kind: actorKind, id: actorId, step: actorStep },
    request: { method, path, body }
  }
}
