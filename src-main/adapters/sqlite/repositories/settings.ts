import { and, eq, gte, lt } from 'drizzle-orm'
import type { Json } from '../../../core/shared/json.ts'
import type { Connection } from '../connection.ts'
import { fromJson, toJson } from '../json-column.ts'
import { settings } from '../schema/workflows.ts'

/** Small things to remember, each as JSON under a name: the theme, the columns of a table, whether the tour was seen. */
export interface Settings {
  /** Null where nothing was set. The reader checks the shape: an older version may have written it. */
  get(name: string): Json
  /** All whose name begins so, by the rest of their name. */
  under(beginning: string): ReadonlyMap<string, Json>
  set(name: string, value: Json): void
  remove(name: string): void
}

export function settingsRepository({ orm }: Connection): Settings {
  return {
    get(name) {
      const row = orm.select().from(settings).where(eq(settings.name, name)).get()
      return row === undefined ? null : fromJson<Json>(row.value)
    },

    under(beginning) {
      // The first name that no longer begins so; a range uses the primary key, which LIKE does not.
      const after = `${beginning}\u{10ffff}`
      const rows = orm
        .select()
        .from(settings)
        .where(and(gte(settings.name, beginning), lt(settings.name, after)))
        .all()
      return new Map(rows.map(({ name, value }) => [name.slice(beginning.length), fromJson<Json>(value)]))
    },

    set(name, value) {
      const text = toJson(value)
      orm
        .insert(settings)
        .values({ name, value: text })
        .onConflictDoUpdate({ target: settings.name, set: { value: text } })
        .run()
    },

    remove(name) {
      orm.delete(settings).where(eq(settings.name, name)).run()
    }
  }
}
