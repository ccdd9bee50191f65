/**
 * What a site double offers beside HTTP. The product never sees this: it talks to `url` as to any Cloudrexx site. Tests,
 * benches and the demo use it to do what an administrator, a database or a bad network would do.
 */

import type { ModelDefinition } from './orm/model.ts'

export type { ModelDefinition }

/** A value as a column holds it: what MariaDB gives back, not what PHP makes of it. Dates are `YYYY-MM-DD HH:MM:SS`. */
export type Cell = string | number | null

/** One row of a table, keyed by column name (`id`, `api_key`, ...). */
export type Row = Record<string, Cell>

/** The start state of one table: the format of `fresh-site.json`. */
export interface TableState {
  readonly columns: readonly ColumnState[]
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly nextId?: number
}

/** One column of a table as the start state describes it. */
export interface ColumnState {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly key?: string
  readonly autoIncrement?: boolean
  readonly maxLength?: number
  /** `ON UPDATE CURRENT_TIMESTAMP`. */
  readonly onUpdate?: boolean
}

/** A whole site frozen in time. Opaque: made by `snapshot()`, understood by `restore()` and `options.snapshot`. */
export interface SiteSnapshot {
  readonly version: 1
  readonly mainDomain: string
  readonly tables: Readonly<Record<string, { readonly nextId: number; readonly rows: readonly Row[] }>>
}

/** How a double is started. Only `mainDomain` is needed. */
export interface SiteDoubleOptions {
  /** The domain that the site itself believes to have (F38, F45); need not be the host under which it is reached. */
  mainDomain: string
  /** Port on 127.0.0.1; 0 or nothing takes a free one. */
  port?: number
  /** Seed of everything that the double makes up by itself (generated keys). */
  seed?: number
  /** Start state; without it a fresh Cloudrexx installation. */
  tables?: Readonly<Record<string, TableState>>
  /** Classes that the site knows besides its own; their tables come with `tables`. */
  models?: readonly ModelDefinition[]
  /** Table prefix, `contrexx_` unless the site uses another. */
  prefix?: string
  /** The site's clock. */
  clock?: () => Date
  /** How long each answer takes at least. */
  latencyMs?: number
  /**
   * Whether the site may run commands. Where it may, every page request starts a push as long as changes wait (F28); where
   * it may not (the default), only `admin.push()` does (F27).
   */
  execAllowed?: boolean
  /** Simulated cost of each listed row, added to the latency (F39: 30 µs a row). */
  costPerRowMicros?: number
  /** Start from a frozen state instead of `tables`. */
  snapshot?: SiteSnapshot
}

/** An edit as somebody makes it in the administration: unlike the API's writes it fills the change queue (F22). */
export interface AdminEdit {
  operation: 'create' | 'update' | 'delete'
  /** Class name, endpoint name of a fresh site (`calendar-event`) or short name (`RewriteRule`). */
  model: string
  /** The entity: its id, or its ids in identifier order joined with `/`. */
  id?: string | number
  /** Values by field name; a to-one association takes the id of its target, a many-to-many a list of ids. */
  fields?: Readonly<Record<string, unknown>>
}

/** What one run of Cloudrexx's own push did. */
export interface PushReport {
  /** Requests sent, in order. */
  sent: { method: string; url: string; status: number }[]
  /** Changes taken out of the queue without a request (F42). */
  discarded: number
  /** Hosts that went to state 2 in this run (F24). */
  disabledHosts: string[]
  /** What ended the process half-way: then its host stays locked, and nothing that it sent has left the queue. */
  died: string | null
}

/** What an edit did. A related model without Sync set-up ends in a fatal error (F26) and throws `FatalSiteError`. */
export interface EditResult {
  id: string
}

/** A statement as a database client would send it, in data. Foreign and unique keys are checked as MariaDB does. */
export type SqlStatement =
  { insert: string; row: Row } | { update: string; set: Row; where: Row } | { delete: string; where: Row }

/** How much content to make up. What is not named is not made. */
export interface ContentAmounts {
  /** Default: the double's own seed. */
  seed?: number
  rewriteRules?: number
  /** So many redirects that exist only while they are read: a million of them cost nothing. They replace those that are there. */
  lazyRewriteRules?: number
  /** A calendar of so many events, with categories, forms, texts in two languages, registrations and invitations. */
  events?: number
}

/** What happens to a site beside HTTP. */
export interface SiteAdmin {
  /** An edit in the administration: fills the change queue (F22, F28, F29, F31). */
  edit(edit: AdminEdit): Promise<EditResult>
  /** Cloudrexx's own push, with all its faults (F22, F24 to F31, F33, F41, F42). Sends real requests. */
  push(): Promise<PushReport>
  /** A statement on the database. Table names without prefix. Answers the new id, or the number of rows touched. */
  sql(statement: SqlStatement): number
  /** A script of SQL as a person runs it with a database client. Table names with the site's prefix. */
  script(sql: string): void
  /** All rows of a table, without prefix, in the order of the primary key. */
  rows(table: string): Row[]
  /** Fills the site with made-up content, the same for the same seed. Nothing enters the change queue. */
  seed(amounts: ContentAmounts): void
  /** The database server goes away: every request is answered with the maintenance page (F5). */
  database(state: 'down' | 'up'): void
  /** Whether the site can write its cache folder (F40). */
  cacheFolder(state: 'read-only' | 'writable'): void
  /** Gives the site another main domain, as a relaunch does (F38). */
  setMainDomain(domain: string): void
  /** Registers the eleven management endpoints with this key, as the enrolment script does. */
  enrol(managementKey: string, options?: { readOnly?: boolean }): void
}

/** Which requests a fault hits. All given conditions must hold. */
export interface FaultMatch {
  method?: string
  pathIncludes?: string
  /** Only the n-th matching request, counted from 1, and those after it as far as `times` goes. */
  nth?: number
}

/** What goes wrong. */
export type FaultKind =
  /** Answered with this status; nothing is carried out. */
  | { kind: 'status'; status: number; headers?: Readonly<Record<string, string>>; body?: string }
  /** Never answered; nothing is carried out. */
  | { kind: 'hang' }
  /** Connection reset before anything is carried out. */
  | { kind: 'cut' }
  /** Carried out; the connection is cut in the middle of the body. */
  | { kind: 'truncate' }
  /** Status 200 and an HTML page instead of JSON; nothing is carried out. */
  | { kind: 'html' }
  /** Carried out, then the connection is cut without an answer. */
  | { kind: 'lost-answer' }
  /** Carried out after a delay. */
  | { kind: 'slow'; ms: number }
  /** Status 200 with `data` `{}`; nothing is carried out. */
  | { kind: 'empty' }
  /** Carried out; a byte of the answer's text is no UTF-8 any more, as a proxy or a broken encoding leaves it. */
  | { kind: 'invalid-utf8' }
  /** A list ends early: only this share of its entities (default: the first half). */
  | { kind: 'short-page'; keep?: number }

/** A fault on request. */
export type Fault = FaultKind & {
  match: FaultMatch | ((method: string, path: string) => boolean)
  /** How many requests it hits; default 1, `Infinity` for ever. */
  times?: number
}

/** Faults of network and site, on request. */
export interface SiteFaults {
  /** Adds a fault and answers how to take it back. `hits()` counts the requests that it spoiled. */
  add(fault: Fault): { remove(): void; hits(): number }
  clear(): void
  /** The whole site answers 500 with Cloudrexx's maintenance page. */
  maintenance(on: boolean): void
  /** Changes the latency of every later answer. */
  latency(ms: number): void
}

/** One request as the site saw it. The path includes the key: this log is for tests only. */
export interface LoggedRequest {
  at: string
  method: string
  path: string
  /** `v1` or `sync` interface, or nothing of both. */
  face: 'v1' | 'sync' | 'other'
  endpoint: string
  id: string
  referrer: string | null
  /** 0 where the connection was cut without an answer. */
  status: number
  bytes: number
  ms: number
}

/** What the site saw. */
export interface SiteLog {
  readonly requests: readonly LoggedRequest[]
  /** The largest number of requests under way at once since the start or the last `clear()`. */
  readonly maxParallel: number
  /** The largest number of sync requests under way at once for one (foreign host, model, id). */
  readonly maxParallelPerEntity: number
  /** Connections accepted since the start or the last `clear()`. */
  readonly connections: number
  /** Whether requests are kept; the counters go on without. */
  keep: boolean
  clear(): void
}

/** A Cloudrexx site in one process. */
export interface SiteDouble {
  /** Base address, without a trailing slash: `http://127.0.0.1:<port>`. */
  readonly url: string
  readonly mainDomain: string
  readonly port: number
  readonly admin: SiteAdmin
  readonly faults: SiteFaults
  readonly log: SiteLog
  /** The whole database, as a copy. */
  snapshot(): SiteSnapshot
  restore(snapshot: SiteSnapshot): void
  close(): Promise<void>
}
