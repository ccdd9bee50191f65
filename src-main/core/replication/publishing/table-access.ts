import type { Site, SiteId } from '../../fleet/site.ts'
import type { Step } from '../../workflow/step.ts'
import { makeDataSource, removeDataSource } from '../steps/data-source.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { makeEndpoint, removeEndpoint } from '../steps/endpoint.ts'
import { makeGrant, removeGrant, type GrantWish } from '../steps/grant.ts'
import type { Users } from '../steps/ownership.ts'
import { publishingTables, type PublishingTable } from './calendar-tables.ts'

const legacy = 'legacysource'

function grantOn({ id: siteId, keyRef }: Site, endpoint: string): GrantWish {
  return { siteId, endpoint, keyRef, holder: 'management', readOnly: true }
}

/** The management key may read these tables: what a person did with SQL is verified there (F34). */
export function readTables(
  deps: ReplicationDeps,
  siteId: SiteId,
  tables: readonly PublishingTable[],
  users: Users
): Step[] {
  const site = deps.sites.get(siteId)!
  return tables.flatMap(name => {
    const { table, endpoint } = publishingTables[name]
    return [
      makeDataSource(deps, siteId, table, users, legacy),
      makeEndpoint(deps, siteId, endpoint, table, users, legacy),
      makeGrant(deps, grantOn(site, endpoint), users)
    ]
  })
}

/** The right to read them goes with the last that needs it. */
export function leaveTables(
  deps: ReplicationDeps,
  siteId: SiteId,
  tables: readonly PublishingTable[],
  users: Users
): Step[] {
  const site = deps.sites.get(siteId)!
  return tables.flatMap(name => {
    const { table, endpoint } = publishingTables[name]
    return [
      removeGrant(deps, grantOn(site, endpoint), users),
      removeEndpoint(deps, siteId, endpoint, table, users, legacy),
      removeDataSource(deps, siteId, table, users, legacy)
    ]
  })
}
