import type { ManagementKind, ManagementRows } from '../../core/fleet/management.ts'
import { managementEndpoint } from '../../core/fleet/management.ts'
import type { PageOptions, RowFilter, SiteReader } from '../../core/fleet/site-access.ts'
import { readEntitiesById } from './entities-by-id.ts'
import { readEntity, readEntityPages, readLastId } from './entities.ts'
import type { Caller } from './http/caller.ts'
import { readPages } from './pages.ts'
import { readPermission } from './permission.ts'
import { filterPairs, identityOf } from './rows/kinds.ts'
import { isOfKind } from './rows/lease-row.ts'
import { decodeRow } from './rows/schema.ts'
import { readTableRows } from './table-rows.ts'
import { readTime } from './site-time.ts'

/** Reads of one site. There is nothing in here that could write. */
export function createReader(caller: Caller): SiteReader {
  const { site } = caller

  function rowPages<K extends ManagementKind>(
    kind: K,
    filter: RowFilter = {},
    options: PageOptions = {}
  ): AsyncIterable<ManagementRows[K][]> {
    const identifier = identityOf(kind)
    const pages = readPages<ManagementRows[K] | null>(
      caller,
      {
        endpoint: managementEndpoint(kind),
        urgency: 'step',
        identifier,
        filter: filterPairs(kind, filter),
        idOf: (_key, record) => identifier.map(({ name }) => String(record[name])),
        decode: (_key, record) => (isOfKind(kind, record) ? decodeRow(kind, record) : null)
      },
      options
    )
    return present(pages)
  }

  return {
    site,
    permission: (endpoint, options) => readPermission(caller, site.keyRef, endpoint, options),
    permissionOf: (keyRef, endpoint, options) => readPermission(caller, keyRef, endpoint, options),
    time: options => readTime(caller, options),
    rowPages,
    rows: (kind, filter, options) => gather(rowPages(kind, filter, options)),
    tableRows: (endpoint, options) => readTableRows(caller, endpoint, options),
    entityPages: (source, options) => readEntityPages(caller, source, options),
    entity: (source, id, options) => readEntity(caller, source, id, options),
    lastId: (source, options) => readLastId(caller, source, options),
    entitiesById: (source, ids, options) => readEntitiesById(caller, source, ids, options)
  }
}

/** Paging needs every row to find its way; what is none of the kind is left out behind it. */
async function* present<T>(pages: AsyncIterable<(T | null)[]>): AsyncGenerator<T[]> {
  for await (const page of pages) yield page.filter(row => row !== null)
}

async function gather<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const page of pages) for (const row of page) all.push(row)
  return all
}
