import type { EntityId } from '../models/model.ts'
import type { Entity, EntitySource, FieldValue } from '../sync/entity.ts'
import type { ManagementKind, ManagementPatches, ManagementRows, NewManagementRows } from './management.ts'
import type { KeyRef, Site } from './site.ts'

/** Equality on fields of the answer, as `filter[field]=value` (F10). Values of `keyRef` filters are filled in by the adapter. */
export type RowFilter = Readonly<Record<string, string | number | { readonly keyRef: KeyRef }>>

export interface ReadOptions {
  readonly signal?: AbortSignal
}

export interface PageOptions extends ReadOptions {
  /** Rows a page; fewer where a site answers too slowly. Left out: 2,000 to begin with, more while the site answers easily (F39). */
  readonly pageSize?: number
  /** Only what has a greater id: what was made since. For single ids. */
  readonly after?: number
  /** Whether the next page is fetched while one is looked at. Default true; false where the first page may be all that is wanted. */
  readonly ahead?: boolean
}

/** A row of a bare table: every value is text, or null (F34). */
export type TableRow = Readonly<Record<string, string | null>>

/** Reads of one site. Every call may fail with the codes of 'A site's answer'. An empty list is only given for a proper, complete answer. */
export interface SiteReader {
  readonly site: Site
  /** What the management key may do with an endpoint, by OPTIONS (F7). */
  permission(endpoint: string, options?: ReadOptions): Promise<'none' | 'read' | 'write'>
  /** What time it is on the site, in milliseconds since 1970, to the second; null where its answers do not tell. */
  time(options?: ReadOptions): Promise<number | null>
  /** All rows of a kind that match, paged behind the scenes. */
  rows<K extends ManagementKind>(
    kind: K,
    filter?: RowFilter,
    options?: ReadOptions
  ): Promise<ManagementRows[K][]>
  /** The same as a stream of pages, for tables that can be large (mappings, changes). */
  rowPages<K extends ManagementKind>(
    kind: K,
    filter?: RowFilter,
    options?: PageOptions
  ): AsyncIterable<ManagementRows[K][]>
  /** All rows of a table that an endpoint over a legacy data source shows, in one answer (F34). */
  tableRows(endpoint: string, options?: ReadOptions): Promise<TableRow[]>
  /** All entities, in stable order, page by page (F11). */
  entityPages(source: EntitySource, options?: PageOptions): AsyncIterable<Entity[]>
  /** One entity, or null where the site says that there is none (F6). */
  entity(source: EntitySource, id: EntityId, options?: ReadOptions): Promise<Entity | null>
  /** Those of the entities that exist, in no particular order; asked for in as few requests as the address length allows. */
  entitiesById(source: EntitySource, ids: readonly EntityId[], options?: ReadOptions): Promise<Entity[]>
  /** The greatest id that the model has given out so far; 0 where there is none. For single ids that the site makes itself. */
  lastId(source: EntitySource, options?: ReadOptions): Promise<number>
  /** What a key may do with an endpoint, without writing: for verifying a link's key. */
  permissionOf(keyRef: KeyRef, endpoint: string, options?: ReadOptions): Promise<'none' | 'read' | 'write'>
}

/** One entity on its way to a replica's sync endpoint. All ids are the sender's own (F18). */
export interface Push {
  readonly source: EntitySource
  readonly id: EntityId
  /** Fields, to-one ids and many-to-many ids by name. NULL cannot be written: null values are left out (F15). */
  readonly values: Readonly<Record<string, FieldValue | readonly EntityId[]>>
  /** Main domain of the sender; goes into `Referrer` (F16). Required, so that a push without it cannot be built. */
  readonly sender: string
  /** The link's key on the replica. */
  readonly keyRef: KeyRef
}

/** How long a push is wanted. */
export interface PushOptions extends ReadOptions {
  /** Aborted: it does not leave any more, nor is it repeated. One that is on its way is still waited for, unlike with `signal`. */
  readonly until?: AbortSignal
  /** Called each time right before it leaves, again where it is repeated. What it throws keeps it back. */
  readonly leaving?: () => void
}

export type PushRemoval = Omit<Push, 'values'>

/** Writes on one site. Each write is put into the activity log before it is sent, and again with its answer. */
export interface SiteWriter extends SiteReader {
  /** Makes a row and gives its id (composite ids joined with `/`). */
  createRow<K extends ManagementKind>(
    kind: K,
    row: NewManagementRows[K],
    options?: ReadOptions
  ): Promise<string>
  updateRow<K extends ManagementKind>(
    kind: K,
    id: number,
    patch: ManagementPatches[K],
    options?: ReadOptions
  ): Promise<void>
  /** `id` composite for host entities: `12/1/*`. A row that is gone already is fine. */
  removeRow(kind: ManagementKind, id: number | string, options?: ReadOptions): Promise<void>
  /** PUT: creates where there is no mapping, else updates (F17). */
  put(push: Push, options?: PushOptions): Promise<void>
  /** POST: like PUT for new ids; with a mapping nothing changes, and with a dead mapping the entity is made anew (F43). */
  post(push: Push, options?: PushOptions): Promise<void>
  /** DELETE: removes entity and mapping; without a mapping nothing happens (F17). */
  remove(removal: PushRemoval, options?: PushOptions): Promise<void>
}

/** On whose behalf a write happens: the workflow's step or the run's item, for the activity log. */
export interface Actor {
  readonly kind: 'workflow' | 'run'
  readonly id: string
  readonly step: string | null
}

/** Counts what goes over the line on somebody's behalf. */
export interface Meter {
  /** One request was answered, or given up; `bytes`: of its answer's body. */
  counted(bytes: number): void
}

/** The way to sites. A plan is made with a reader, which has no means to write: a dry run is another type, not a flag. */
export interface SiteAccess {
  reader(site: Site, meter?: Meter): SiteReader
  writer(site: Site, actor: Actor, meter?: Meter): SiteWriter
}

/** What was found at an address, before any key is involved. */
export interface AddressProbe {
  /** Where the REST interface answers, without a slash at the end. */
  readonly baseUrl: string
  /** Hosts that the site calls itself: from its canonical link and redirects, most likely first. */
  readonly mainDomainHints: readonly string[]
  readonly latencyMs: number
}

/** Looks at an address a user typed. Fails with the codes of 'An address' and 'A site's answer'. */
export interface AddressProber {
  probe(address: string, options: { readonly allowHttp: boolean } & ReadOptions): Promise<AddressProbe>
}
