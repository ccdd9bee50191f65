import { and, asc, gte, inArray, lt } from 'drizzle-orm'
import type { History } from '../../../core/report/history.ts'
import type { RunState } from '../../../core/sync/records.ts'
import type { Connection } from '../connection.ts'
import { runs } from '../schema/runs.ts'
import { runOf } from './runs.ts'

/** Links named in one statement: SQLite takes 32,766 at most. */
const linksAtOnce = 1_000

const list = (states: readonly RunState[]): string => states.map(state => `'${state}'`).join(', ')
/** Runs that nobody can take up any more. Only these lose their items and are kept themselves. */
const ended = list(['done', 'partly'])
/** Runs of which nothing is unsettled on a site. */
const over = list(['done', 'partly', 'stopped', 'cancelled'])
const oldOver = `ended_at < ? and state in (${over})`
const newestOfLink = `select max(newest.started_at || newest.id) from runs newest where newest.link_id = runs.link_id`

export function historyRepository({ orm, prepared }: Connection): History {
  const forget = (sql: string, before: number, atMost: number): number =>
    prepared<[number, number]>(sql).run(before, atMost).changes
  return {
    runsBetween(linkIds, from, to) {
      const found = []
      for (let at = 0; at < linkIds.length; at += linksAtOnce) {
        const some = linkIds.slice(at, at + linksAtOnce)
        const inPeriod = and(inArray(runs.linkId, some), gte(runs.startedAt, from), lt(runs.startedAt, to))
        found.push(...orm.select().from(runs).where(inPeriod).orderBy(asc(runs.startedAt)).all())
      }
      return found.map(runOf).sort((one, other) => one.startedAt - other.startedAt)
    },

    forgetItems: (before, atMost) =>
      forget(
        `delete from items where (run_id, position) in (select items.run_id, items.position from items
           join runs on runs.id = items.run_id where runs.ended_at < ? and runs.state in (${ended}) limit ?)`,
        before,
        atMost
      ),

    // Their items first, in pieces; a run of a million items would hold everything up otherwise.
    forgetRuns(before, atMost) {
      const old = `select id from runs where ${oldOver} and started_at || id < (${newestOfLink})`
      const items = forget(
        `delete from items where (run_id, position) in (select run_id, position from items
           where run_id in (${old}) limit ?)`,
        before,
        atMost
      )
      return items > 0 ? items : forget(`delete from runs where id in (${old} limit ?)`, before, atMost)
    },

    forgetActivity: (before, atMost) =>
      forget(
        `delete from activity where id in (select id from activity where at < ? limit ?)`,
        before,
        atMost
      )
  }
}
