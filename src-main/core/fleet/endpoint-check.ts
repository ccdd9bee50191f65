import { AppError, asAppError } from '../shared/app-error.ts'
import type { Clock } from '../shared/ports.ts'
import { managementEndpoint, managementKinds, type EndpointKind } from './management.ts'
import type { ReadOptions, SiteReader } from './site-access.ts'

export type Permission = 'none' | 'read' | 'write'

/** What the management key may do with one management endpoint. */
export interface EndpointCheck {
  readonly kind: EndpointKind
  readonly endpoint: string
  readonly permission: Permission
  /** It may do what this site's enrolment is for. */
  readonly ok: boolean
  /** Waiting behind the site's other requests included; null where no answer came. */
  readonly latencyMs: number | null
  readonly error: AppError | null
}

/** Whether a permission is enough. */
export function suffices(permission: Permission, readOnly: boolean): boolean {
  return permission === 'write' || (readOnly && permission === 'read')
}

/** Asks for all eleven at once, without writing (F7). Never fails: what went wrong stands with its endpoint. */
export function checkEndpoints(
  site: SiteReader,
  clock: Pick<Clock, 'now'>,
  options?: ReadOptions
): Promise<EndpointCheck[]> {
  return Promise.all(managementKinds.map(kind => checkEndpoint(site, kind, clock, options)))
}

async function checkEndpoint(
  site: SiteReader,
  kind: EndpointKind,
  clock: Pick<Clock, 'now'>,
  options?: ReadOptions
): Promise<EndpointCheck> {
  const endpoint = managementEndpoint(kind)
  const start = clock.now()
  try {
    const permission = await site.permission(endpoint, options)
    const ok = suffices(permission, site.site.readOnly)
    return { kind, endpoint, permission, ok, latencyMs: clock.now() - start, error: null }
  } catch (thrown) {
    return { kind, endpoint, permission: 'none', ok: false, latencyMs: null, error: asAppError(thrown) }
  }
}

/** Refuses to go on unless every endpoint is ready. A site that does not answer is no site whose key lacks grants. */
export function requireReady(checks: readonly EndpointCheck[], siteName: string): void {
  const failed = checks.find(check => check.error !== null)
  if (failed?.error) throw failed.error
  const missing = checks.filter(check => !check.ok)
  if (missing.length === 0) return
  const all = missing.length === checks.length
  throw new AppError(
    'key-without-grants',
    all
      ? `'${siteName}' does not know the key. Run the enrolment script on its database, then try again.`
      : `The key of '${siteName}' may not use ${missing.map(check => check.endpoint).join(', ')}. Run the enrolment script again.`,
    { site: siteName, endpoints: missing.map(check => check.endpoint) }
  )
}
