import { and, asc, eq } from 'drizzle-orm'
import { defaultPolicy, type Decisions } from '../../../core/sync/policy.ts'
import type { Connection } from '../connection.ts'
import { exclusions, policies } from '../schema/decisions.ts'

export function decisions({ orm }: Connection): Decisions {
  return {
    policy(linkId) {
      const row = orm.select().from(policies).where(eq(policies.linkId, linkId)).get()
      return row ? { conflicts: row.conflicts, removedThere: row.removedThere } : defaultPolicy
    },

    setPolicy(linkId, policy) {
      orm
        .insert(policies)
        .values({ linkId, ...policy })
        .onConflictDoUpdate({ target: policies.linkId, set: { ...policy } })
        .run()
    },

    exclusions: linkId =>
      orm
        .select()
        .from(exclusions)
        .where(eq(exclusions.linkId, linkId))
        .orderBy(asc(exclusions.at), asc(exclusions.foreignId))
        .all(),

    exclude(exclusion) {
      const key = [exclusions.linkId, exclusions.model, exclusions.foreignId]
      orm
        .insert(exclusions)
        .values({ ...exclusion })
        .onConflictDoUpdate({ target: key, set: { note: exclusion.note, at: exclusion.at } })
        .run()
    },

    include(linkId, model, foreignId) {
      const { changes } = orm
        .delete(exclusions)
        .where(
          and(eq(exclusions.linkId, linkId), eq(exclusions.model, model), eq(exclusions.foreignId, foreignId))
        )
        .run()
      return changes > 0
    }
  }
}
