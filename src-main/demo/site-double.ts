import type { AddressInfo } from 'node:net'
import { createAdmin } from './admin/site-admin.ts'
import { currentTiming, createSiteServer } from './http/site-server.ts'
import { FaultList } from './http/fault-list.ts'
import { RequestLog } from './http/request-log.ts'
import { Catalogue } from './orm/catalogue.ts'
import { EntityManager } from './orm/entity-manager.ts'
import { EntityWriter } from './orm/entity-writer.ts'
import type { Site } from './site.ts'
import type { SiteDouble, SiteDoubleOptions, SiteSnapshot } from './site-double-types.ts'
import { startDatabase } from './start-state.ts'

export type * from './site-double-types.ts'
export { seedContent } from './content/seed-content.ts'
export type { ContentAmounts } from './content/seed-content.ts'
export { FatalSiteError } from './admin/fatal-site-error.ts'

/** Starts a Cloudrexx site in this process, as nasty as a real one (F1 to F45), on 127.0.0.1. */
export async function createSiteDouble(options: SiteDoubleOptions): Promise<SiteDouble> {
  const site = createSite(options)
  const faults = new FaultList(options.latencyMs ?? 0)
  const log = new RequestLog()
  const admin = createAdmin(site, { seed: options.seed ?? 1, execAllowed: options.execAllowed === true })
  const server = createSiteServer({
    site,
    faults,
    log,
    costPerRowMicros: options.costPerRowMicros ?? 0,
    onPage: admin.pageRequested
  })
  await server.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  const { port } = server.server.address() as AddressInfo
  const double: SiteDouble = {
    url: `http://127.0.0.1:${port}`,
    port,
    get mainDomain() {
      return site.mainDomain
    },
    admin: admin.face,
    faults,
    log,
    snapshot: () => ({ version: 1, mainDomain: site.mainDomain, tables: site.database.snapshot() }),
    restore: snapshot => restore(site, snapshot),
    close: () => server.close()
  }
  return double
}

function createSite(options: SiteDoubleOptions): Site {
  const clock = options.clock ?? (() => new Date())
  const database = startDatabase(options.tables, options.prefix ?? 'contrexx_', clock)
  const catalogue = new Catalogue(options.models)
  const entities = new EntityManager(database, catalogue)
  const site: Site = {
    database,
    catalogue,
    entities,
    writer: new EntityWriter(entities),
    clock,
    mainDomain: options.mainDomain,
    cacheWritable: true,
    databaseUp: true,
    gap: async () => currentTiming.getStore()?.gap()
  }
  if (options.snapshot) restore(site, options.snapshot)
  return site
}

function restore(site: Site, snapshot: SiteSnapshot): void {
  site.database.restore(snapshot.tables)
  site.mainDomain = snapshot.mainDomain
}
