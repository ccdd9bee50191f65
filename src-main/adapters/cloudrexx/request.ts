import type { KeyRef } from '../../core/fleet/site.ts'
import type { FormPairs } from './wire/form.ts'
import { describePairs } from './wire/form.ts'

/** Who waits for the answer: a person looking at the screen, a workflow's step, or a run in the background. */
export type Urgency = 'person' | 'step' | 'run'

/** One request to a site, before any key is in it. */
export interface SiteRequest {
  readonly method: 'GET' | 'OPTIONS' | 'POST' | 'PUT' | 'DELETE'
  /** Below the base address, escaped, without a query: `/api/v1/json/RewriteRule/3`. */
  readonly path: string
  readonly query: FormPairs
  readonly form: FormPairs | null
  /** Names the sender of a push (F16). */
  readonly referrer: string | null
  /** The key that goes along; it is read at the last moment, in `http/keyed.ts` alone. */
  readonly keyRef: KeyRef
  readonly urgency: Urgency
  /** Rows that may come back: a large page may take longer than other calls. */
  readonly rows: number
}

/** Reads can be sent as often as one likes. */
export function isRead(request: Pick<SiteRequest, 'method'>): boolean {
  return request.method === 'GET' || request.method === 'OPTIONS'
}

/** Method and path with the query as far as it holds no key: fit for errors, logs and the activity log. */
export function describeRequest(request: SiteRequest): string {
  return `${request.method} ${describePath(request)}`
}

export function describePath(request: SiteRequest): string {
  const query = describePairs(request.query)
  return query === '' ? request.path : `${request.path}?${query}`
}

const quiet = { query: [], form: null, referrer: null, rows: 0 } as const

/** A request to the ordinary interface (F1). */
export function v1Request(
  method: SiteRequest['method'],
  endpoint: string,
  idParts: readonly string[],
  rest: Pick<SiteRequest, 'keyRef' | 'urgency'> & Partial<SiteRequest>
): SiteRequest {
  return { ...quiet, ...rest, method, path: pathOf('/api/v1/json', endpoint, idParts) }
}

/** A request to the sync interface, as a primary sends it (F1, F16). */
export function syncRequest(
  method: 'PUT' | 'POST' | 'DELETE',
  endpoint: string,
  idParts: readonly string[],
  rest: Pick<SiteRequest, 'keyRef' | 'urgency'> & { readonly referrer: string } & Partial<SiteRequest>
): SiteRequest {
  return { ...quiet, ...rest, method, path: pathOf('/api/sync/v1/json', endpoint, idParts) }
}

function pathOf(face: string, endpoint: string, idParts: readonly string[]): string {
  return [face, ...[endpoint, ...idParts].map(part => encodeURIComponent(part.toWellFormed()))].join('/')
}
