import { asc, desc, eq, sql } from 'drizzle-orm'
import { AppError } from '../../../core/shared/app-error.ts'
import type { Site, SiteHealth, SitePatch } from '../../../core/fleet/site.ts'
import type { SiteRepository } from '../../../core/fleet/site-repository.ts'
import type { Connection } from '../connection.ts'
import { fromJson, toJson } from '../json-column.ts'
import { texts } from '../json-shapes.ts'
import { siteHealth, sites } from '../schema/fleet.ts'
import { sqliteRefused } from '../sqlite-errors.ts'

/** Looks kept for each site: two weeks at one every ten minutes. */
const looksKept = 2_000

/** Two names that differ in upper and lower case only are one name. */
const nameKey = (name: string): string => name.normalize('NFC').trim().toLowerCase()

export function siteRepository(connection: Connection): SiteRepository {
  const { orm, prepared } = connection
  const recordLook = prepared<(string | number | null)[]>(
    `insert or replace into site_health (site_id, checked_at, state, latency_ms, code)
     select ?, ?, ?, ?, ? where exists (select 1 from sites where id = ?)`
  )
  const forgetOldLooks = prepared<[string, string, number]>(
    `delete from site_health where site_id = ? and checked_at <=
      (select checked_at from site_health where site_id = ? order by checked_at desc limit 1 offset ?)`
  )
  return {
    list: () => orm.select().from(sites).orderBy(asc(sites.nameKey)).all().map(site),

    get(id) {
      const row = orm.select().from(sites).where(eq(sites.id, id)).get()
      return row === undefined ? null : site(row)
    },

    insert(added) {
      orm
        .insert(sites)
        .values({ ...added, nameKey: nameKey(added.name), tags: toJson(added.tags) })
        .run()
    },

    update(id, patch) {
      const changes = changesOf(patch)
      if (Object.keys(changes).length === 0) return
      if (orm.update(sites).set(changes).where(eq(sites.id, id)).run().changes === 0) {
        throw new AppError('unknown-site', 'There is no such site any more.', { id })
      }
    },

    remove(id) {
      try {
        orm.delete(sites).where(eq(sites.id, id)).run()
      } catch (thrown) {
        if (!sqliteRefused(thrown, 'SQLITE_CONSTRAINT')) throw thrown
        throw new AppError(
          'site-has-links',
          'Links lead from or to this site. Deregister them first.',
          { id },
          { cause: thrown }
        )
      }
    },

    health() {
      const rows = orm
        .select()
        .from(siteHealth)
        .where(
          sql`(${siteHealth.siteId}, ${siteHealth.checkedAt}) in (select ${sites.id}, (select max(newest.checked_at)
              from site_health newest where newest.site_id = ${sites.id}) from ${sites})`
        )
        .all()
      return new Map(rows.map(row => [row.siteId, look(row)]))
    },

    // A look can be had again: it is not worth a wait for the disk. One at a site that was removed meanwhile is dropped.
    recordHealth(id, health) {
      connection.relaxed(() => {
        recordLook.run(id, health.checkedAt, health.state, health.latencyMs, health.code, id)
        forgetOldLooks.run(id, id, looksKept)
      })
    },

    healthHistory: (id, limit) =>
      orm
        .select()
        .from(siteHealth)
        .where(eq(siteHealth.siteId, id))
        .orderBy(desc(siteHealth.checkedAt))
        .limit(limit)
        .all()
        .map(look)
  }
}

function changesOf(patch: SitePatch): Partial<typeof sites.$inferInsert> {
  const { tags, ...plain } = patch
  return {
    ...plain,
    ...(patch.name === undefined ? {} : { nameKey: nameKey(patch.name) }),
    ...(tags === undefined ? {} : { tags: toJson(tags) })
  }
}

function site({ nameKey: _, tags, ...row }: typeof sites.$inferSelect): Site {
  return { ...row, tags: fromJson(tags, texts) }
}

function look({ siteId: _, ...row }: typeof siteHealth.$inferSelect): SiteHealth {
  return row
}
