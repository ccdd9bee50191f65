import { integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Environment, HealthState, SiteState } from '../../../core/fleet/site.ts'
import type { ManagementKind } from '../../../core/fleet/management.ts'

export const sites = sqliteTable(
  'sites',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** The name in lower case: SQLite's own NOCASE folds ASCII only, and agencies have a 'Zürich'. */
    nameKey: text('name_key').notNull(),
    baseUrl: text('base_url').notNull(),
    mainDomain: text('main_domain').notNull(),
    tablePrefix: text('table_prefix').notNull(),
    tags: text().notNull(),
    environment: text().$type<Environment>().notNull(),
    readOnly: integer('read_only', { mode: 'boolean' }).notNull(),
    allowHttp: integer('allow_http', { mode: 'boolean' }).notNull(),
    state: text().$type<SiteState>().notNull(),
    marker: text(),
    keyRef: text('key_ref').notNull(),
    demo: integer({ mode: 'boolean' }).notNull(),
    addedAt: integer('added_at').notNull()
  },
  table => [
    uniqueIndex('sites_name').on(table.nameKey),
    uniqueIndex('sites_base_url').on(table.baseUrl),
    uniqueIndex('sites_marker').on(table.marker)
  ]
)

export const siteHealth = sqliteTable(
  'site_health',
  {
    siteId: text('site_id')
      .notNull()
      .references(() => sites.id, { onDelete: 'cascade' }),
    checkedAt: integer('checked_at').notNull(),
    state: text().$type<HealthState>().notNull(),
    latencyMs: real('latency_ms'),
    code: text()
  },
  table => [primaryKey({ columns: [table.siteId, table.checkedAt] })]
)

export const positions = sqliteTable('positions', {
  siteId: text('site_id')
    .primaryKey()
    .references(() => sites.id, { onDelete: 'cascade' }),
  x: real().notNull(),
  y: real().notNull()
})

/** Rows on the sites that Rexxfleet made. They are forgotten with the site: from then on they count as somebody else's. */
export const madeRows = sqliteTable(
  'made_rows',
  {
    siteId: text('site_id')
      .notNull()
      .references(() => sites.id, { onDelete: 'cascade' }),
    kind: text().$type<ManagementKind>().notNull(),
    rowId: text('row_id').notNull(),
    workflowId: text('workflow_id').notNull()
  },
  table => [primaryKey({ columns: [table.siteId, table.kind, table.rowId] })]
)
