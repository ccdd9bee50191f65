import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { AppError } from '../../../core/shared/app-error.ts'
import type { Json } from '../../../core/shared/json.ts'
import type {
  StepPatch,
  StepRecord,
  WorkflowRecord,
  WorkflowRepository
} from '../../../core/workflow/records.ts'
import type { Connection } from '../connection.ts'
import { fromJson, fromJsonOrNull, toJson, toJsonOrNull } from '../json-column.ts'
import { effects, failure, texts } from '../json-shapes.ts'
import { steps, workflows } from '../schema/workflows.ts'

export function workflowRepository({ orm, together }: Connection): WorkflowRepository {
  function insertSteps(records: readonly StepRecord[]): void {
    for (const { effects: acts, result, failure: why, ...step } of records) {
      orm
        .insert(steps)
        .values({ ...step, effects: toJson(acts), result: toJson(result), failure: toJsonOrNull(why) })
        .run()
    }
  }

  return {
    insert(workflow, records) {
      together(() => {
        const { params, siteIds, failure: failed, ...plain } = workflow
        orm
          .insert(workflows)
          .values({
            ...plain,
            params: toJson(params),
            siteIds: toJson(siteIds),
            failure: toJsonOrNull(failed)
          })
          .run()
        insertSteps(records)
      })
    },

    replan(id, records) {
      together(() => {
        const state = records.length > 0 ? 'planned' : 'awaiting-site'
        if (orm.update(workflows).set({ state }).where(eq(workflows.id, id)).run().changes === 0)
          throw unknown(id)
        orm.delete(steps).where(eq(steps.workflowId, id)).run()
        insertSteps(records)
      })
    },

    get(id) {
      const row = orm.select().from(workflows).where(eq(workflows.id, id)).get()
      return row === undefined ? null : workflow(row)
    },

    list({ linkId, states, limit } = {}) {
      const query = orm
        .select()
        .from(workflows)
        .where(
          and(
            linkId === undefined ? undefined : eq(workflows.linkId, linkId),
            states === undefined ? undefined : inArray(workflows.state, [...states])
          )
        )
        .orderBy(desc(workflows.createdAt), desc(workflows.id))
      return (limit === undefined ? query.all() : query.limit(limit).all()).map(workflow)
    },

    steps: id =>
      orm.select().from(steps).where(eq(steps.workflowId, id)).orderBy(asc(steps.position)).all().map(step),

    update(id, { failure: failed, ...plain }) {
      const changes = { ...plain, ...(failed === undefined ? {} : { failure: toJsonOrNull(failed) }) }
      if (Object.keys(changes).length === 0) return
      if (orm.update(workflows).set(changes).where(eq(workflows.id, id)).run().changes === 0)
        throw unknown(id)
    },

    updateStep(id, position, patch) {
      const changes = stepChanges(patch)
      if (Object.keys(changes).length === 0) return
      const one = and(eq(steps.workflowId, id), eq(steps.position, position))
      if (orm.update(steps).set(changes).where(one).run().changes === 0) throw unknown(id, position)
    }
  }
}

function stepChanges({
  effects: acts,
  result,
  failure: why,
  ...plain
}: StepPatch): Partial<typeof steps.$inferInsert> {
  return {
    ...plain,
    ...(acts === undefined ? {} : { effects: toJson(acts) }),
    ...(result === undefined ? {} : { result: toJson(result) }),
    ...(why === undefined ? {} : { failure: toJsonOrNull(why) })
  }
}

function workflow({
  params,
  siteIds,
  failure: failed,
  ...row
}: typeof workflows.$inferSelect): WorkflowRecord {
  return {
    ...row,
    params: fromJson<Json>(params),
    siteIds: fromJson(siteIds, texts),
    failure: fromJsonOrNull(failed, failure)
  }
}

function step({ effects: acts, result, failure: why, ...row }: typeof steps.$inferSelect): StepRecord {
  return {
    ...row,
    effects: fromJson(acts, effects),
    result: fromJson<Json>(result),
    failure: fromJsonOrNull(why, failure)
  }
}

function unknown(id: string, position: number | null = null): AppError {
  return new AppError('unknown-workflow', 'There is no such workflow, or no such step in it.', {
    id,
    position
  })
}
