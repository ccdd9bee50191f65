import { asAppError, type AppError } from '../shared/app-error.ts'
import type { ErrorCode } from '../shared/error-codes.ts'
import type { Clock } from '../shared/ports.ts'
import { managementEndpoint } from './management.ts'
import { findMarkers, verifyMarker } from './marker.ts'
import type { ReadOptions, SiteReader } from './site-access.ts'
import type { HealthState, SiteHealth } from './site.ts'

/** From here on an answer to the cheapest request is slow. */
export const slowFromMs = 1_500

/** What a failure says about the site. What is wrong with this computer says nothing about it. */
const states: Partial<Record<ErrorCode, HealthState>> = {
  'site-unreachable': 'unreachable',
  'site-timeout': 'unreachable',
  'site-busy': 'unreachable',
  'certificate-invalid': 'unreachable',
  'site-maintenance': 'maintenance',
  'site-refused': 'refused',
  'key-without-grants': 'refused',
  'site-marker-differs': 'refused',
  'address-needs-https': 'refused',
  'address-redirects': 'not-a-site',
  'address-not-a-site': 'not-a-site',
  'site-answered-badly': 'not-a-site'
}

export function healthAfter(error: AppError, checkedAt: number): SiteHealth {
  return { state: states[error.code] ?? 'unknown', checkedAt, latencyMs: null, code: error.code }
}

/** Looks at a site: does it answer, how fast, does it take the key, and is it the site that it was. Never fails. */
export async function checkHealth(
  site: SiteReader,
  clock: Pick<Clock, 'now'>,
  options?: ReadOptions
): Promise<SiteHealth> {
  const start = clock.now()
  try {
    const permission = await site.permission(managementEndpoint('idmapping'), options)
    const latencyMs = clock.now() - start
    const checkedAt = clock.now()
    if (permission === 'none') return { state: 'refused', checkedAt, latencyMs, code: 'key-without-grants' }
    if (site.site.marker !== null) verifyMarker(site.site, await findMarkers(site, options))
    return { state: latencyMs >= slowFromMs ? 'slow' : 'ok', checkedAt, latencyMs, code: null }
  } catch (thrown) {
    return healthAfter(asAppError(thrown), clock.now())
  }
}
