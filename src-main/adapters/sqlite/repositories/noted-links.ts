import { and, asc, eq } from 'drizzle-orm'
import type { NotedAgreed, NotedLink, NotedLinks } from '../../../core/topology-file/noted-link.ts'
import type { Connection } from '../connection.ts'
import { fromJson, toJson } from '../json-column.ts'
import { languageMap, notedModels } from '../json-shapes.ts'
import { notedLinks } from '../schema/topology.ts'

/** All of a note but its agreed states, which can be many. */
const columns = {
  id: notedLinks.id,
  primaryId: notedLinks.primaryId,
  replicaId: notedLinks.replicaId,
  models: notedLinks.models,
  delivery: notedLinks.delivery,
  languages: notedLinks.languages,
  bothWays: notedLinks.bothWays,
  notedAt: notedLinks.notedAt
}
type Row = Omit<typeof notedLinks.$inferSelect, 'agreed'>

export function notedLinkRepository({ orm, together }: Connection): NotedLinks {
  return {
    list: () =>
      orm
        .select(columns)
        .from(notedLinks)
        .orderBy(asc(notedLinks.notedAt), asc(notedLinks.id))
        .all()
        .map(note),

    get(id) {
      const row = orm.select(columns).from(notedLinks).where(eq(notedLinks.id, id)).get()
      return row === undefined ? null : note(row)
    },

    put({ models, languages, ...plain }, agreed) {
      together(() => {
        const pair = and(eq(notedLinks.primaryId, plain.primaryId), eq(notedLinks.replicaId, plain.replicaId))
        orm.delete(notedLinks).where(pair).run()
        orm
          .insert(notedLinks)
          .values({
            ...plain,
            models: toJson(models),
            languages: toJson(languages),
            agreed: toJson(agreed)
          })
          .run()
      })
    },

    agreed(id) {
      const row = orm
        .select({ agreed: notedLinks.agreed })
        .from(notedLinks)
        .where(eq(notedLinks.id, id))
        .get()
      return row === undefined ? [] : fromJson<NotedAgreed>(row.agreed)
    },

    remove(id) {
      orm.delete(notedLinks).where(eq(notedLinks.id, id)).run()
    }
  }
}

function note({ models, languages, ...row }: Row): NotedLink {
  return { ...row, models: fromJson(models, notedModels), languages: fromJson(languages, languageMap) }
}
