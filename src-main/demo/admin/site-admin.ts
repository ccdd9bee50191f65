import type { Site } from '../site.ts'
import type { Row, SiteAdmin } from '../site-double-types.ts'
import { seedTables } from '../content/seed-content.ts'
import { ChangeQueue } from './change-queue.ts'
import { editEntity } from './edit-entity.ts'
import { enrol } from './enrolment.ts'
import { Push } from './push.ts'
import { runScript } from './sql-script.ts'
import { runStatement } from './sql-statement.ts'

export interface AdminOptions {
  readonly seed: number
  readonly execAllowed: boolean
}

/** What happens to a site beside HTTP, and what a page request starts in it. */
export function createAdmin(
  site: Site,
  options: AdminOptions
): { face: SiteAdmin; pageRequested: () => void } {
  const queue = new ChangeQueue(site)
  const push = new Push(site)
  const pageRequested = (): void => {
    if (options.execAllowed && queue.isWaiting()) void push.run().catch(() => undefined)
  }
  const face: SiteAdmin = {
    edit: edit => {
      try {
        return Promise.resolve(editEntity(site, queue, edit))
      } catch (error) {
        return Promise.reject(error as Error)
      } finally {
        pageRequested()
      }
    },
    push: () => push.run(),
    sql: statement => runStatement(site.database, statement),
    script: sql => runScript(site.database, sql),
    rows: table => {
      const rows: Row[] = []
      for (const row of site.database.table(table).rows.ascending()) rows.push({ ...row })
      return rows
    },
    seed: amounts => seedTables(site.database, options.seed, amounts),
    database: state => {
      site.databaseUp = state === 'up'
    },
    cacheFolder: state => {
      site.cacheWritable = state === 'writable'
    },
    setMainDomain: domain => {
      site.mainDomain = domain
    },
    enrol: (managementKey, { readOnly = false } = {}) => enrol(site.database, managementKey, readOnly)
  }
  return { face, pageRequested }
}
