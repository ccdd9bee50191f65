import { SiteException } from '../orm/site-exception.ts'
import type { PhpValue } from '../php/php-value.ts'
import { unserialize } from '../php/unserialize.ts'
import type { Site } from '../site.ts'
import type { Row } from '../site-double-types.ts'

/** A REST name of a model, with what it allows (F32). */
export interface Endpoint {
  readonly row: Row
  readonly source: Row
}

const READING = new Set(['options', 'head', 'get'])

export function isReading(method: string): boolean {
  return READING.has(method)
}

export function findEndpoint(site: Site, name: string): Endpoint {
  const row = site.database.table('core_module_data_access').first({ name })
  const source = row && site.database.table('core_data_source').first({ id: row['data_source_id'] ?? null })
  if (!row || !source) throw new SiteException('Exception', `No such DataSource: ${name}`)
  return { row, source }
}

function grantsOf(site: Site, endpointId: number, key: string): Row[] {
  const grants = site.database
    .table('core_module_data_access_data_access_apikey')
    .find({ data_access_id: endpointId })
  const keys = site.database.table('core_module_data_access_apikey')
  return [...grants].filter(grant => keys.first({ id: grant['api_key_id'] ?? null })?.['api_key'] === key)
}

/** Whether a key may do this at an endpoint; a read-only grant does not write (F5). */
export function hasAccess(site: Site, endpoint: Endpoint, key: string, method: string): boolean {
  const grants = grantsOf(site, Number(endpoint.row['id']), key)
  return grants.some(grant => isReading(method) || Number(grant['read_only'] ?? 0) === 0)
}

/** The methods that a key may use, over all endpoints of the same data source (F7). */
export function allowedMethods(site: Site, endpoint: Endpoint, key: string): string[] {
  const siblings = site.database
    .table('core_module_data_access')
    .find({ data_source_id: endpoint.source['id'] ?? null })
  const grants = [...siblings].flatMap(sibling => grantsOf(site, Number(sibling['id']), key))
  if (grants.length === 0) return []
  const writes = grants.some(grant => Number(grant['read_only'] ?? 0) === 0)
  return ['OPTIONS', 'HEAD', 'GET', ...(writes ? ['PUT', 'PATCH', 'POST', 'DELETE'] : [])]
}

/** A serialized array of an endpoint or data source. */
export function listOption(row: Row, column: string): PhpValue[] {
  const value = unserialize(String(row[column]))
  return value instanceof Map ? [...value.values()] : []
}
