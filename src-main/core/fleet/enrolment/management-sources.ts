import { managementEndpoint, managementKinds, type EndpointKind } from '../management.ts'

/** The data source behind one management endpoint, as enrolment makes it (facts page, 'Enrolment'). */
export interface ManagementSource {
  readonly kind: EndpointKind
  readonly endpoint: string
  /** Class name: the unique identifier of the data source. */
  readonly identifier: string
  /** PHP-serialized, as the column holds it. */
  readonly options: string
}

/** Options of a data source without any. */
export const noOptions = 'a:0:{}'
const recurse = 'a:1:{s:7:"recurse";s:1:"1";}'
/** Hosts and host entities would drag every pending change along with them. */
const recurseWithout = (branch: string) =>
  `a:2:{s:7:"recurse";s:1:"1";s:17:"skippedRecursions";a:1:{i:0;s:${branch.length}:"${branch}";}}`

const models: Record<EndpointKind, readonly [identifier: string, options: string]> = {
  datasource: ['Cx\\Core\\DataSource\\Model\\Entity\\DoctrineRepository', noOptions],
  legacysource: ['Cx\\Core\\DataSource\\Model\\Entity\\LegacyDatabaseRepository', noOptions],
  endpoint: ['Cx\\Core_Modules\\DataAccess\\Model\\Entity\\DataAccess', recurse],
  apikey: ['Cx\\Core_Modules\\DataAccess\\Model\\Entity\\ApiKey', noOptions],
  grant: ['Cx\\Core_Modules\\DataAccess\\Model\\Entity\\DataAccessApiKey', recurse],
  sync: ['Cx\\Core_Modules\\Sync\\Model\\Entity\\Sync', recurse],
  relation: ['Cx\\Core_Modules\\Sync\\Model\\Entity\\Relation', recurse],
  host: ['Cx\\Core_Modules\\Sync\\Model\\Entity\\Host', recurseWithout('changes')],
  hostentity: ['Cx\\Core_Modules\\Sync\\Model\\Entity\\HostEntity', recurseWithout('host.changes')],
  change: ['Cx\\Core_Modules\\Sync\\Model\\Entity\\Change', recurse],
  idmapping: ['Cx\\Core_Modules\\Sync\\Model\\Entity\\IdMapping', noOptions]
}

/** All eleven, in the order in which the script makes them. */
export const managementSources: readonly ManagementSource[] = managementKinds.map(kind => {
  const [identifier, options] = models[kind]
  return { kind, endpoint: managementEndpoint(kind), identifier, options }
})

/** Those whose related rows Rexxfleet must see (F12). */
export const recursingSources = managementSources.filter(source => source.options !== noOptions)
