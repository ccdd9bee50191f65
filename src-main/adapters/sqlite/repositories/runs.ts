import { and, desc, eq, exists, inArray, sql } from 'drizzle-orm'
import { AppError } from '../../../core/shared/app-error.ts'
import type { RunRecord, RunRepository } from '../../../core/sync/records.ts'
import type { Connection } from '../connection.ts'
import { fromJson, fromJsonOrNull, toJson, toJsonOrNull } from '../json-column.ts'
import { failure, lastIds, runArrived, runCounts } from '../json-shapes.ts'
import { items, runs } from '../schema/runs.ts'
import { itemJournal } from './items.ts'

const progressColumns = new Set(['counts', 'sent', 'requests', 'bytes'])

export function runRepository(connection: Connection): RunRepository {
  const { orm, relaxed } = connection
  return {
    insert({ counts, lastIds: last, arrived, reason, ...plain }) {
      orm
        .insert(runs)
        .values({
          ...plain,
          counts: toJson(counts),
          lastIds: toJson(last),
          arrived: toJsonOrNull(arrived),
          reason: toJsonOrNull(reason)
        })
        .run()
    },

    get(id) {
      const row = orm.select().from(runs).where(eq(runs.id, id)).get()
      return row === undefined ? null : runOf(row)
    },

    list({ linkId, states, inTheDark, limit } = {}) {
      const dark = orm
        .select({ one: sql`1` })
        .from(items)
        .where(and(eq(items.runId, runs.id), inArray(items.state, ['sending', 'unknown'])))
      const query = orm
        .select()
        .from(runs)
        .where(
          and(
            linkId === undefined ? undefined : eq(runs.linkId, linkId),
            states === undefined ? undefined : inArray(runs.state, [...states]),
            inTheDark === true ? exists(dark) : undefined
          )
        )
        .orderBy(desc(runs.startedAt), desc(runs.id))
      return (limit === undefined ? query.all() : query.limit(limit).all()).map(runOf)
    },

    latest() {
      const newest = desc(runs.startedAt)
      const rank = sql<number>`row_number() over (partition by ${runs.linkId} order by ${newest}, ${desc(runs.id)})`
      const ranked = orm
        .select({ id: runs.id, rank: rank.as('rank') })
        .from(runs)
        .as('ranked')
      const ids = orm.select({ id: ranked.id }).from(ranked).where(eq(ranked.rank, 1))
      const rows = orm.select().from(runs).where(inArray(runs.id, ids)).all()
      return new Map(rows.map(row => [row.linkId, runOf(row)]))
    },

    update(id, { counts, lastIds: last, arrived, reason, ...plain }) {
      const changes = {
        ...plain,
        ...(counts === undefined ? {} : { counts: toJson(counts) }),
        ...(last === undefined ? {} : { lastIds: toJson(last) }),
        ...(arrived === undefined ? {} : { arrived: toJsonOrNull(arrived) }),
        ...(reason === undefined ? {} : { reason: toJsonOrNull(reason) })
      }
      if (Object.keys(changes).length === 0) return
      const write = (): number => orm.update(runs).set(changes).where(eq(runs.id, id)).run().changes
      // How far a run has come is told many times a second, and counted anew after the power was lost.
      const isProgress = Object.keys(changes).every(name => progressColumns.has(name))
      if ((isProgress ? relaxed(write) : write()) === 0) {
        throw new AppError('unknown-run', 'There is no such run any more.', { id })
      }
    },

    ...itemJournal(connection)
  }
}

export function runOf({
  counts,
  lastIds: last,
  arrived,
  reason,
  ...row
}: typeof runs.$inferSelect): RunRecord {
  return {
    ...row,
    counts: fromJson(counts, runCounts),
    lastIds: fromJson(last, lastIds),
    arrived: fromJsonOrNull(arrived, runArrived),
    reason: fromJsonOrNull(reason, failure)
  }
}
