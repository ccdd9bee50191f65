import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ConflictPolicy, RemovedTherePolicy } from '../../../core/sync/policy.ts'
import { links } from './topology.ts'

export const policies = sqliteTable('policies', {
  linkId: text('link_id')
    .primaryKey()
    .references(() => links.id, { onDelete: 'cascade' }),
  conflicts: text().$type<ConflictPolicy>().notNull(),
  removedThere: text('removed_there').$type<RemovedTherePolicy>().notNull()
})

export const exclusions = sqliteTable(
  'exclusions',
  {
    linkId: text('link_id')
      .notNull()
      .references(() => links.id, { onDelete: 'cascade' }),
    model: text().notNull(),
    foreignId: text('foreign_id').notNull(),
    note: text().notNull(),
    at: integer().notNull()
  },
  table => [primaryKey({ columns: [table.linkId, table.model, table.foreignId] })]
)
