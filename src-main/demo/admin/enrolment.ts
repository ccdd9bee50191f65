import type { Database } from '../engine/database.ts'
import type { PhpValue } from '../php/php-value.ts'
import { phpList } from '../php/php-value.ts'
import { serialize } from '../php/serialize.ts'

const RECURSE: readonly [string, PhpValue] = ['recurse', '1']
const skipped = (path: string): [string, PhpValue] => ['skippedRecursions', phpList([path])]

/** The management endpoints, in the order in which the enrolment script makes them. */
const ENDPOINTS: readonly (readonly [
  name: string,
  model: string,
  options: readonly (readonly [string, PhpValue])[]
])[] = [
  ['rexxfleet-datasource', 'Cx\\Core\\DataSource\\Model\\Entity\\DoctrineRepository', []],
  ['rexxfleet-legacysource', 'Cx\\Core\\DataSource\\Model\\Entity\\LegacyDatabaseRepository', []],
  ['rexxfleet-endpoint', 'Cx\\Core_Modules\\DataAccess\\Model\\Entity\\DataAccess', [RECURSE]],
  ['rexxfleet-apikey', 'Cx\\Core_Modules\\DataAccess\\Model\\Entity\\ApiKey', []],
  ['rexxfleet-grant', 'Cx\\Core_Modules\\DataAccess\\Model\\Entity\\DataAccessApiKey', [RECURSE]],
  ['rexxfleet-sync', 'Cx\\Core_Modules\\Sync\\Model\\Entity\\Sync', [RECURSE]],
  ['rexxfleet-relation', 'Cx\\Core_Modules\\Sync\\Model\\Entity\\Relation', [RECURSE]],
  ['rexxfleet-host', 'Cx\\Core_Modules\\Sync\\Model\\Entity\\Host', [RECURSE, skipped('changes')]],
  [
    'rexxfleet-hostentity',
    'Cx\\Core_Modules\\Sync\\Model\\Entity\\HostEntity',
    [RECURSE, skipped('host.changes')]
  ],
  ['rexxfleet-change', 'Cx\\Core_Modules\\Sync\\Model\\Entity\\Change', [RECURSE]],
  ['rexxfleet-idmapping', 'Cx\\Core_Modules\\Sync\\Model\\Entity\\IdMapping', []]
]

/** What the enrolment script does to a site's tables: key, data sources, endpoints, grants. Data sources are reused. */
export function enrol(database: Database, managementKey: string, readOnly: boolean): void {
  const key = database.insert('core_module_data_access_apikey', { api_key: managementKey })
  const sources = ENDPOINTS.map(([, identifier, options]) => {
    const known = database.table('core_data_source').first({ identifier })
    const values = { identifier, options: serialize(new Map(options)), type: 'doctrineRepository' }
    return known ?? database.insert('core_data_source', values)
  })
  const endpoints = ENDPOINTS.map(([name], index) =>
    database.insert('core_module_data_access', {
      data_source_id: sources[index]!['id']!,
      name,
      field_list: 'a:0:{}',
      access_condition: 'a:0:{}',
      allowed_output_methods: 'a:0:{}'
    })
  )
  for (const endpoint of endpoints) {
    database.insert('core_module_data_access_data_access_apikey', {
      api_key_id: key['id']!,
      data_access_id: endpoint['id']!,
      read_only: readOnly ? 1 : 0
    })
  }
}
