import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { links } from './topology.ts'

/** When which links run by themselves: one link, or all that lead from or to a site with the tag. */
export const schedules = sqliteTable(
  'schedules',
  {
    id: text().primaryKey(),
    linkId: text('link_id').references(() => links.id, { onDelete: 'cascade' }),
    tag: text(),
    /** Rhythm, zone, missed runs, quiet hours, maintenance: read as a whole and never searched. */
    rule: text().notNull(),
    /** Told of failures. May hold a token of its own, so it never leaves as it is. */
    webhook: text(),
    enabled: integer({ mode: 'boolean' }).notNull(),
    /** From when on its times count: when it was made or changed. */
    since: integer().notNull(),
    lastRunAt: integer('last_run_at'),
    createdAt: integer('created_at').notNull()
  },
  table => [index('schedules_link').on(table.linkId)]
)
