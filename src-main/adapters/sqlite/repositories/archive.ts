import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Archive, ArchivedEntity } from '../../../core/sync/records.ts'
import type { Connection } from '../connection.ts'
import { fromJson, fromJsonOrNull, toJson, toJsonOrNull } from '../json-column.ts'
import { archivedEntities as kept } from '../schema/runs.ts'

/** Ids named in one statement: SQLite takes 32,766 at most. */
const idsAtOnce = 1_000

export function archive({ orm, together }: Connection): Archive {
  return {
    put(entities) {
      together(() => {
        for (const { values, agreed, ...plain } of entities) {
          orm
            .insert(kept)
            .values({ ...plain, values: toJson(values), agreed: toJsonOrNull(agreed) })
            .run()
        }
      })
    },

    setState(ids, state) {
      together(() => {
        for (let from = 0; from < ids.length; from += idsAtOnce) {
          orm
            .update(kept)
            .set({ state })
            .where(inArray(kept.id, ids.slice(from, from + idsAtOnce)))
            .run()
        }
      })
    },

    list: ({ workflowId, runId }) =>
      orm
        .select()
        .from(kept)
        .where(
          and(
            workflowId === undefined ? undefined : eq(kept.workflowId, workflowId),
            runId === undefined ? undefined : eq(kept.runId, runId)
          )
        )
        .orderBy(asc(kept.sequence))
        .all()
        .map(entity)
  }
}

function entity({ sequence: _, values, agreed, ...row }: typeof kept.$inferSelect): ArchivedEntity {
  return { ...row, values: fromJson(values), agreed: fromJsonOrNull(agreed) }
}
