import type { Row } from '../../../src-main/demo/site-double.ts'
import type { TestSite } from '../../support/fleet.ts'

const path = '/api/sync/v[[API_VERSION]]/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]'

/** The key of Cloudrexx's own replication; easy to find wherever it should not be. */
export const pushKey = 'pushkey'.padEnd(32, '1')

export interface OwnReplication {
  readonly hostId: number
  readonly syncId: number
}

/** A data source, an endpoint and a Sync row for a model, as somebody would have made them by SQL; reuses what is there. */
export function ownSync(site: TestSite, endpoint: string, model: string, active = 1): number {
  const { sql, rows } = site.double.admin
  const known = rows('core_module_data_access').find(row => row['name'] === endpoint)
  const endpointId = known ? Number(known['id']) : ownEndpoint(site, endpoint, model)
  const sync = rows('core_module_sync').find(row => row['data_access_id'] === endpointId)
  if (!sync)
    return sql({
      insert: 'core_module_sync',
      row: { data_access_id: endpointId, to_uri: '', api_key: '', active }
    })
  sql({ update: 'core_module_sync', set: { active }, where: { id: sync['id'] ?? null } })
  return Number(sync['id'])
}

export function ownEndpoint(site: TestSite, name: string, model: string, more: Row = {}): number {
  const { sql, rows } = site.double.admin
  const source = rows('core_data_source').find(row => row['identifier'] === model)
  const sourceId = source
    ? Number(source['id'])
    : sql({
        insert: 'core_data_source',
        row: { identifier: model, options: 'a:0:{}', type: 'doctrineRepository' }
      })
  const lists = { field_list: 'a:0:{}', access_condition: 'a:0:{}', allowed_output_methods: 'a:0:{}' }
  return sql({
    insert: 'core_module_data_access',
    row: { data_source_id: sourceId, name, ...lists, ...more }
  })
}

/** Cloudrexx's own replication of one model, as its documentation sets it up: rows on both sites, by SQL. */
export function ownReplication(
  primary: TestSite,
  replica: TestSite,
  endpoint: string,
  model: string,
  host: Row = {}
): OwnReplication {
  ownGrant(replica, endpoint, model)
  const syncId = ownSync(primary, endpoint, model)
  const { sql } = primary.double.admin
  const hostId = sql({
    insert: 'core_module_sync_host',
    row: {
      host: replica.double.mainDomain,
      active: 1,
      api_key: pushKey,
      api_version: 1,
      url_template: `${replica.double.url}${path}`,
      state: 0,
      last_update: '2026-01-01 00:00:00',
      ...host
    }
  })
  sql({ insert: 'core_module_sync_host_entity', row: { sync_id: syncId, host_id: hostId, entity_id: '*' } })
  return { hostId, syncId }
}

export function ownGrant(replica: TestSite, endpoint: string, model: string): void {
  const { sql, rows } = replica.double.admin
  const keyed = rows('core_module_data_access_apikey').find(row => row['api_key'] === pushKey)
  const keyId = keyed
    ? Number(keyed['id'])
    : sql({ insert: 'core_module_data_access_apikey', row: { api_key: pushKey } })
  const known = rows('core_module_data_access').find(row => row['name'] === endpoint)
  sql({
    insert: 'core_module_data_access_data_access_apikey',
    row: {
      api_key_id: keyId,
      data_access_id: known ? Number(known['id']) : ownEndpoint(replica, endpoint, model),
      read_only: 0
    }
  })
}
