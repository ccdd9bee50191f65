import type {
  ApiKeyRow,
  DataSourceRow,
  EndpointRow,
  GrantRow,
  HostEntityRow,
  HostRow,
  LeaseRow,
  ManagementKind,
  MappingRow,
  RelationRow,
  SyncRow
} from '../fleet/management.ts'
import type { Site } from '../fleet/site.ts'
import type { EntityId, ModelName } from '../models/model.ts'
import type { MappingRef } from './mend/mend.ts'

/** All mappings of one model that a site remembers for one sender. */
export interface MappingGroup {
  readonly foreignHost: string
  readonly model: ModelName
  readonly pairs: readonly MappingRef[]
}

/** A change in the queue, without what it holds. */
export interface WaitingChange {
  readonly id: number
  readonly syncId: number
  readonly originSyncId: number | null
  readonly hostIds: readonly number[]
}

/** Where the management key reads all entities of a model, and which of the mapped ones are there. */
export interface PresentEntities {
  readonly endpoint: string
  readonly ids: ReadonlySet<EntityId>
}

/** The management rows of a site at one moment, as far as they were read: what rules look at. Nothing in it can reach the site. */
export interface SiteSnapshot {
  readonly site: Site
  /** Kinds that were read, and completely. A list that is empty because it was not read must never count as empty. */
  readonly read: ReadonlySet<ManagementKind>
  /** The site's own clock in milliseconds since 1970; null where it does not tell. */
  readonly siteTime: number | null
  readonly dataSources: readonly DataSourceRow[]
  readonly legacySources: readonly DataSourceRow[]
  readonly endpoints: readonly EndpointRow[]
  readonly keys: readonly ApiKeyRow[]
  /** The row of Rexxfleet's own key; null where it is not known. */
  readonly managementKeyId: number | null
  /** Keys of other sites that open this one, too: it is a copy of them. */
  readonly sharedKeyIds: readonly number[]
  readonly grants: readonly GrantRow[]
  readonly syncs: readonly SyncRow[]
  readonly relations: readonly RelationRow[]
  readonly hosts: readonly HostRow[]
  readonly leases: readonly LeaseRow[]
  readonly hostEntities: readonly HostEntityRow[]
  readonly changes: readonly WaitingChange[]
  /** Mappings of senders; the rows that Rexxfleet itself leaves stand apart. */
  readonly mappings: readonly MappingGroup[]
  readonly ownRows: readonly MappingRow[]
  /** By model: which of the mapped entities exist. A model that the management key cannot read is not in it. */
  readonly present: ReadonlyMap<ModelName, PresentEntities>
}

/** Host names are equal whatever their capitals (F38). */
export function sameHost(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** The changes that wait for a host. */
export function waitingFor(snapshot: SiteSnapshot, hostId: number): WaitingChange[] {
  return snapshot.changes.filter(change => change.hostIds.includes(hostId))
}

/** The class that a Sync row stands for. */
export function modelOfSync(snapshot: SiteSnapshot, syncId: number | null): ModelName | null {
  const sync = snapshot.syncs.find(({ id }) => id === syncId)
  const endpoint = snapshot.endpoints.find(({ id }) => id === sync?.endpoint?.id)
  return endpoint?.dataSource?.identifier ?? null
}
