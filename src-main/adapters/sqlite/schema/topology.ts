import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ManagementKind } from '../../../core/fleet/management.ts'
import type { AgreedState } from '../../../core/sync/records.ts'
import type { Delivery, LinkState } from '../../../core/topology/link.ts'
import { sites } from './fleet.ts'

export const links = sqliteTable(
  'links',
  {
    id: text().primaryKey(),
    primaryId: text('primary_id')
      .notNull()
      .references(() => sites.id, { onDelete: 'restrict' }),
    replicaId: text('replica_id')
      .notNull()
      .references(() => sites.id, { onDelete: 'restrict' }),
    /** No foreign key: the first of two twins is written before the second exists. */
    twinId: text('twin_id'),
    models: text().notNull(),
    delivery: text().$type<Delivery>().notNull(),
    languages: text().notNull().default('{}'),
    state: text().$type<LinkState>().notNull(),
    keyRef: text('key_ref').notNull(),
    createdAt: integer('created_at').notNull()
  },
  table => [
    uniqueIndex('links_pair').on(table.primaryId, table.replicaId),
    index('links_replica').on(table.replicaId)
  ]
)

/** Which links need which rows on the sites. */
export const rowUses = sqliteTable(
  'row_uses',
  {
    linkId: text('link_id')
      .notNull()
      .references(() => links.id, { onDelete: 'cascade' }),
    siteId: text('site_id')
      .notNull()
      .references(() => sites.id, { onDelete: 'cascade' }),
    kind: text().$type<ManagementKind>().notNull(),
    rowId: text('row_id').notNull()
  },
  table => [
    primaryKey({ columns: [table.linkId, table.siteId, table.kind, table.rowId] }),
    index('row_uses_row').on(table.siteId, table.kind, table.rowId)
  ]
)

/** Made WITHOUT ROWID by its migration: it is read in order of its key, and can hold a million rows. */
export const agreedStates = sqliteTable(
  'agreed_states',
  {
    linkId: text('link_id')
      .notNull()
      .references(() => links.id, { onDelete: 'cascade' }),
    model: text().notNull(),
    foreignId: text('foreign_id').notNull(),
    localId: text('local_id').notNull(),
    primaryHash: text('primary_hash').notNull(),
    replicaHash: text('replica_hash').notNull(),
    origin: text().$type<AgreedState['origin']>().notNull()
  },
  table => [primaryKey({ columns: [table.linkId, table.model, table.foreignId] })]
)

/**
 * Links that came in with a topology file and are not set up here: a note, and what their pairs looked like when they were last known
 * to be equal. A note goes once the link is there.
 */
export const notedLinks = sqliteTable(
  'noted_links',
  {
    id: text().primaryKey(),
    primaryId: text('primary_id')
      .notNull()
      .references(() => sites.id, { onDelete: 'cascade' }),
    replicaId: text('replica_id')
      .notNull()
      .references(() => sites.id, { onDelete: 'cascade' }),
    models: text().notNull(),
    delivery: text().$type<Delivery>().notNull(),
    languages: text().notNull().default('{}'),
    bothWays: integer('both_ways', { mode: 'boolean' }).notNull(),
    agreed: text().notNull(),
    notedAt: integer('noted_at').notNull()
  },
  table => [uniqueIndex('noted_links_pair').on(table.primaryId, table.replicaId)]
)
