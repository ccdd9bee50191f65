/**
 * The rows behind the management endpoints, as the domain sees them. Where the site's answer holds a key, the domain gets a
 * `KeyPrint`: equal for equal keys within one run of the program, worth nothing outside of it (ground rule 8).
 */
export type KeyPrint = string

/** A PHP array out of its serialized text (F14). Lists come as objects with the keys '0', '1', …. */
export type PhpArray = { readonly [key: string]: string | number | boolean | null | PhpArray }

export interface DataSourceRow {
  readonly id: number
  /** A class name; for a legacy source a table name without prefix (F34). */
  readonly identifier: string
  readonly options: PhpArray
}

export interface EndpointRow {
  readonly id: number
  readonly name: string
  readonly dataSource: { readonly id: number; readonly identifier: string } | null
  readonly fieldList: PhpArray
  readonly accessCondition: PhpArray
  readonly allowedOutputMethods: PhpArray
}

export interface ApiKeyRow {
  readonly id: number
  readonly print: KeyPrint
  readonly length: number
}

export interface GrantRow {
  readonly id: number
  readonly readOnly: boolean
  readonly apiKeyId: number | null
  readonly endpoint: { readonly id: number; readonly name: string } | null
}

export interface SyncRow {
  readonly id: number
  readonly toUri: string
  readonly active: boolean
  readonly endpoint: { readonly id: number; readonly name: string } | null
}

export interface RelationRow {
  readonly id: number
  readonly fields: Readonly<Record<string, unknown>>
}

/** `state`: 0 idle, 1 locked by a push, 2 disabled after an error (F28). `lastUpdate` as the site says it (ISO 8601). */
export interface HostRow {
  readonly id: number
  readonly host: string
  readonly active: boolean
  readonly keyPrint: KeyPrint
  readonly apiVersion: number
  readonly urlTemplate: string
  readonly state: number
  readonly lastUpdate: string
}

/** A lease on what the site gets from a sender; see `core/lease`. */
export interface LeaseRow {
  readonly id: number
  /** Main domain of the sender. */
  readonly sender: string
  /** Which Rexxfleet holds it, and on which computer, for people. */
  readonly holder: string
  readonly computer: string
  /** When it ends by the site's own clock, in milliseconds since 1970. */
  readonly until: number
}

export interface HostEntityRow {
  readonly syncId: number
  readonly hostId: number
  /** `*` for all. */
  readonly entityId: string
}

export interface ChangeRow {
  readonly id: number
  readonly syncId: number
  readonly originSyncId: number | null
  readonly eventType: 'post' | 'put' | 'delete'
  readonly condition: 'forward' | 'delete' | 'both'
  /** By identifier field; an empty value for deletions of generated ids (F31). */
  readonly entityIndex: Readonly<Record<string, string>>
  readonly hostIds: readonly number[]
}

export interface MappingRow {
  readonly id: number
  readonly foreignHost: string
  readonly entityType: string
  /** In the order of the identifier fields (F20). */
  readonly foreignId: readonly string[]
  /** By name of the identifier field (F20). */
  readonly localId: Readonly<Record<string, string>>
}

/** All kinds of management rows. Leases lie among the hosts, and are told apart by the adapter. */
export interface ManagementRows {
  datasource: DataSourceRow
  legacysource: DataSourceRow
  endpoint: EndpointRow
  apikey: ApiKeyRow
  grant: GrantRow
  sync: SyncRow
  relation: RelationRow
  host: HostRow
  lease: LeaseRow
  hostentity: HostEntityRow
  change: ChangeRow
  idmapping: MappingRow
}
export type ManagementKind = keyof ManagementRows

/** What is written when a row is made; the order of F32. The key of `apikey` and `host` is named, never given. */
export interface NewManagementRows {
  datasource: { identifier: string; options?: PhpArray }
  legacysource: { identifier: string; options?: PhpArray }
  /** Field list, access condition and output methods are always sent empty: anything else hides fields (F3). */
  endpoint: { name: string; dataSource: number }
  apikey: { keyRef: string }
  grant: { apiKey: number; endpoint: number; readOnly: boolean }
  sync: { endpoint: number; active: boolean }
  relation: never
  host: {
    host: string
    active: boolean
    keyRef: string
    urlTemplate: string
    state: number
    lastUpdate: number
  }
  lease: Omit<LeaseRow, 'id'>
  hostentity: { syncId: number; hostId: number; entityId: string }
  change: never
  idmapping: {
    foreignHost: string
    entityType: string
    foreignId: readonly string[]
    localId: Readonly<Record<string, string>>
  }
}

/** What can be changed on a row that exists. Fields left out keep their value (F15). */
export interface ManagementPatches {
  datasource: { identifier?: string; options?: PhpArray }
  legacysource: { identifier?: string; options?: PhpArray }
  /** `fieldList`: empty shows every field (F3). */
  endpoint: { name?: string; fieldList?: PhpArray }
  apikey: never
  grant: { readOnly?: boolean }
  sync: { active?: boolean }
  relation: never
  host: {
    active?: boolean
    state?: number
    urlTemplate?: string
    host?: string
    keyRef?: string
    lastUpdate?: number
  }
  lease: Omit<LeaseRow, 'id' | 'sender'>
  hostentity: never
  change: never
  idmapping: {
    foreignHost?: string
    foreignId?: readonly string[]
    localId?: Readonly<Record<string, string>>
  }
}

/** Kinds with an endpoint of their own, which enrolment makes, in the order of its script. */
export const managementKinds = [
  'datasource',
  'legacysource',
  'endpoint',
  'apikey',
  'grant',
  'sync',
  'relation',
  'host',
  'hostentity',
  'change',
  'idmapping'
] as const satisfies readonly ManagementKind[]
export type EndpointKind = (typeof managementKinds)[number]

/** The name of the management endpoint on a site that serves a kind. */
export function managementEndpoint(kind: ManagementKind): string {
  return `rexxfleet-${kind === 'lease' ? 'host' : kind}`
}
