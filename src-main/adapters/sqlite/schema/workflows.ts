import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Actor } from '../../../core/fleet/site-access.ts'
import type { ActivityEntry } from '../../../core/shared/activity.ts'
import type { StepState, WorkflowKind, WorkflowState } from '../../../core/workflow/records.ts'

/** History: it outlives the links and sites it names, so it has no foreign keys to them. */
export const workflows = sqliteTable(
  'workflows',
  {
    id: text().primaryKey(),
    kind: text().$type<WorkflowKind>().notNull(),
    params: text().notNull(),
    linkId: text('link_id'),
    siteIds: text('site_ids').notNull(),
    state: text().$type<WorkflowState>().notNull(),
    startedBy: text('started_by').notNull(),
    createdAt: integer('created_at').notNull(),
    endedAt: integer('ended_at'),
    failure: text()
  },
  table => [
    index('workflows_created').on(table.createdAt, table.id),
    index('workflows_link').on(table.linkId, table.createdAt),
    index('workflows_state').on(table.state)
  ]
)

export const steps = sqliteTable(
  'steps',
  {
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    stepId: text('step_id').notNull(),
    kind: text().notNull(),
    siteId: text('site_id'),
    state: text().$type<StepState>().notNull(),
    effects: text().notNull(),
    result: text().notNull(),
    sql: text(),
    failure: text(),
    startedAt: integer('started_at'),
    endedAt: integer('ended_at')
  },
  table => [primaryKey({ columns: [table.workflowId, table.position] })]
)

export const activity = sqliteTable(
  'activity',
  {
    id: text().primaryKey(),
    at: integer().notNull(),
    siteId: text('site_id').notNull(),
    actorKind: text('actor_kind').$type<Actor['kind']>().notNull(),
    actorId: text('actor_id').notNull(),
    actorStep: text('actor_step'),
    method: text().notNull(),
    path: text().notNull(),
    body: text(),
    outcome: text().$type<ActivityEntry['outcome']>().notNull(),
    status: integer(),
    answer: text(),
    durationMs: real('duration_ms')
  },
  table => [
    index('activity_site').on(table.siteId, table.id),
    index('activity_actor').on(table.actorId, table.id)
  ]
)

/** Small things that a person or the program set, each as JSON under its name. */
export const settings = sqliteTable('settings', { name: text().primaryKey(), value: text().notNull() })
