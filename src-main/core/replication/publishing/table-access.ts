import type { SiteReader } from '../../fleet/site-access.ts'
import type { Site, SiteId } from '../../fleet/site.ts'
import type { Step } from '../../workflow/step.ts'
import type { SiteRow } from '../provenance.ts'
import { dataSourceOf, makeDataSource, removeDataSource } from '../steps/data-source.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { endpointNamed, makeEndpoint, removeEndpoint } from '../steps/endpoint.ts'
import { grantOf, makeGrant, removeGrant, type GrantWish } from '../steps/grant.ts'
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

/** What of the right to read them is still there, since it is not Rexxfleet's or others need it. */
export async function tableRowsLeft(
  { keys, sites }: Pick<ReplicationDeps, 'keys' | 'sites'>,
  reader: SiteReader,
  siteId: SiteId,
  tables: readonly PublishingTable[]
): Promise<SiteRow[]> {
  const site = sites.get(siteId)!
  const rows: SiteRow[] = []
  for (const name of tables) {
    const { table, endpoint } = publishingTables[name]
    const found = {
      grant: await grantOf(reader, keys, grantOn(site, endpoint)),
      endpoint: await endpointNamed(reader, endpoint),
      [legacy]: await dataSourceOf(reader, table, legacy)
    }
    for (const [kind, row] of Object.entries(found))
      if (row) rows.push({ siteId, kind: kind as SiteRow['kind'], rowId: String(row.id) })
  }
  return rows
}
