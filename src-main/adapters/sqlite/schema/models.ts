import { sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Classes that were added by hand; the catalogue itself is part of the program. */
export const addedModels = sqliteTable('added_models', {
  name: text().primaryKey(),
  /** Identifier, relations, fields, and the change date where there is one, as JSON. */
  description: text().notNull()
})
