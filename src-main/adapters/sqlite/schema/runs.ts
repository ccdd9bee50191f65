import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ArchivedEntity, ItemAction, ItemState, RunState } from '../../../core/sync/records.ts'

/** History too: a run keeps the id of its link after the link is gone. */
export const runs = sqliteTable(
  'runs',
  {
    id: text().primaryKey(),
    linkId: text('link_id').notNull(),
    primaryName: text('primary_name').notNull().default(''),
    replicaName: text('replica_name').notNull().default(''),
    state: text().$type<RunState>().notNull(),
    planOnly: integer('plan_only', { mode: 'boolean' }).notNull().default(false),
    counts: text().notNull(),
    sent: integer().notNull(),
    /** By action, as JSON; null for runs of before that was noted. */
    arrived: text(),
    requests: integer().notNull(),
    /** Of the answers. 0 for runs of before that was noted. */
    bytes: integer().notNull().default(0),
    lastIds: text('last_ids').notNull().default('{}'),
    startedBy: text('started_by').notNull(),
    startedAt: integer('started_at').notNull(),
    endedAt: integer('ended_at'),
    reason: text()
  },
  table => [
    index('runs_started').on(table.startedAt, table.id),
    index('runs_link').on(table.linkId, table.startedAt),
    index('runs_state').on(table.state)
  ]
)

/** Made WITHOUT ROWID by its migration: written and read in order of its key. */
export const items = sqliteTable(
  'items',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    model: text().notNull(),
    foreignId: text('foreign_id').notNull(),
    localId: text('local_id'),
    title: text(),
    action: text().$type<ItemAction>().notNull(),
    state: text().$type<ItemState>().notNull(),
    why: text(),
    differences: text().notNull(),
    failure: text(),
    tries: integer().notNull(),
    changedAt: integer('changed_at').notNull()
  },
  table => [
    primaryKey({ columns: [table.runId, table.position] }),
    index('items_state').on(table.runId, table.state, table.position)
  ]
)

export const archivedEntities = sqliteTable(
  'archived_entities',
  {
    /** The order in which they were put, whatever their ids. */
    sequence: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    workflowId: text('workflow_id'),
    runId: text('run_id'),
    linkId: text('link_id').notNull(),
    siteId: text('site_id').notNull(),
    model: text().notNull(),
    foreignHost: text('foreign_host').notNull(),
    foreignId: text('foreign_id').notNull(),
    localId: text('local_id').notNull(),
    values: text().notNull(),
    agreed: text(),
    state: text().$type<ArchivedEntity['state']>().notNull(),
    at: integer().notNull()
  },
  table => [
    index('archived_entities_workflow').on(table.workflowId, table.sequence),
    index('archived_entities_run').on(table.runId, table.sequence)
  ]
)
