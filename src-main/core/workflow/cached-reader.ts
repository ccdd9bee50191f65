import type { ManagementKind, ManagementRows } from '../fleet/management.ts'
import type { RowFilter, SiteReader } from '../fleet/site-access.ts'

/** A reader that asks for each management list only once: for planning, where dozens of steps look at the same few rows. */
export function cachedReader(reader: SiteReader): SiteReader {
  const lists = new Map<string, Promise<unknown[]>>()
  const permissions = new Map<string, Promise<'none' | 'read' | 'write'>>()
  return {
    site: reader.site,
    rows<K extends ManagementKind>(kind: K, filter?: RowFilter): Promise<ManagementRows[K][]> {
      const key = JSON.stringify([kind, filter ?? {}])
      const known = lists.get(key) ?? reader.rows(kind, filter)
      lists.set(key, known)
      return known as Promise<ManagementRows[K][]>
    },
    permission(endpoint) {
      const known = permissions.get(endpoint) ?? reader.permission(endpoint)
      permissions.set(endpoint, known)
      return known
    },
    tableRows: (endpoint, options) => reader.tableRows(endpoint, options),
    time: options => reader.time(options),
    permissionOf: (keyRef, endpoint, options) => reader.permissionOf(keyRef, endpoint, options),
    rowPages: (kind, filter, options) => reader.rowPages(kind, filter, options),
    entityPages: (source, options) => reader.entityPages(source, options),
    lastId: (source, options) => reader.lastId(source, options),
    entity: (source, id, options) => reader.entity(source, id, options),
    entitiesById: (source, ids, options) => reader.entitiesById(source, ids, options)
  }
}
