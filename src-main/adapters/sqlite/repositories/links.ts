import { and, asc, eq } from 'drizzle-orm'
import { AppError } from '../../../core/shared/app-error.ts'
import type { Link } from '../../../core/topology/link.ts'
import type { LinkRepository } from '../../../core/topology/link-repository.ts'
import type { Connection } from '../connection.ts'
import { fromJson, toJson } from '../json-column.ts'
import { languageMap, linkModels } from '../json-shapes.ts'
import { links } from '../schema/topology.ts'
import { sqliteRefused } from '../sqlite-errors.ts'

export function linkRepository({ orm, together }: Connection): LinkRepository {
  return {
    list: () => orm.select().from(links).orderBy(asc(links.createdAt), asc(links.id)).all().map(link),

    get(id) {
      const row = orm.select().from(links).where(eq(links.id, id)).get()
      return row === undefined ? null : link(row)
    },

    between(primaryId, replicaId) {
      const pair = and(eq(links.primaryId, primaryId), eq(links.replicaId, replicaId))
      const row = orm.select().from(links).where(pair).get()
      return row === undefined ? null : link(row)
    },

    insert({ models, languages = {}, ...added }) {
      try {
        orm
          .insert(links)
          .values({ ...added, models: toJson(models), languages: toJson(languages) })
          .run()
      } catch (thrown) {
        if (!sqliteRefused(thrown, 'SQLITE_CONSTRAINT_FOREIGNKEY')) throw thrown
        const { primaryId, replicaId } = added
        throw new AppError('unknown-site', 'One of the two sites does not exist any more.', {
          primaryId,
          replicaId
        })
      }
    },

    update(id, { models, languages, ...plain }) {
      const changes = {
        ...plain,
        ...(models === undefined ? {} : { models: toJson(models) }),
        ...(languages === undefined ? {} : { languages: toJson(languages) })
      }
      if (Object.keys(changes).length === 0) return
      if (orm.update(links).set(changes).where(eq(links.id, id)).run().changes === 0) {
        throw new AppError('unknown-link', 'There is no such link any more.', { id })
      }
    },

    // Agreed states and uses go by their foreign keys. What was a twin is a link of its own from now on.
    remove(id) {
      together(() => {
        orm.update(links).set({ twinId: null }).where(eq(links.twinId, id)).run()
        orm.delete(links).where(eq(links.id, id)).run()
      })
    }
  }
}

function link({ models, languages, ...row }: typeof links.$inferSelect): Link {
  const pairs = fromJson(languages, languageMap)
  return {
    ...row,
    models: fromJson(models, linkModels),
    ...(Object.keys(pairs).length > 0 ? { languages: pairs } : {})
  }
}
