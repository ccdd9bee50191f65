import type { EndpointCheck as EndpointCheckView, HealthView, SiteView } from '../../contract/shapes.ts'
import type { EndpointCheck } from '../../core/fleet/endpoint-check.ts'
import type { Site, SiteHealth, SiteId } from '../../core/fleet/site.ts'
import { errorCodes, type ErrorCode } from '../../core/shared/error-codes.ts'
import { errorView } from '../dispatch.ts'
import type { SiteDeps } from './site-deps.ts'

const isErrorCode = (code: string): code is ErrorCode => (errorCodes as readonly string[]).includes(code)

export function healthView({ state, checkedAt, latencyMs, code }: SiteHealth): HealthView {
  return { state, checkedAt, latencyMs, code: code !== null && isErrorCode(code) ? code : null }
}

export function endpointCheckView({ error, ...check }: EndpointCheck): EndpointCheckView {
  return { ...check, error: error && errorView(error) }
}

/** All sites as people see them. */
export function siteViews(deps: Pick<SiteDeps, 'sites' | 'links'>): SiteView[] {
  const health = deps.sites.health()
  const counts = new Map<SiteId, number>()
  for (const { primaryId, replicaId } of deps.links.list()) {
    for (const id of [primaryId, replicaId]) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return deps.sites.list().map(site => siteView(site, health.get(site.id) ?? null, counts.get(site.id) ?? 0))
}

/** Named field by field: neither the name of a key nor the marker is anybody's business. */
function siteView(site: Site, health: SiteHealth | null, links: number): SiteView {
  const { id, name, baseUrl, mainDomain, tablePrefix, environment, readOnly, state, demo, addedAt } = site
  const plain = { id, name, baseUrl, mainDomain, tablePrefix, environment, readOnly, state, demo, addedAt }
  return { ...plain, tags: [...site.tags], health: health && healthView(health), links }
}

/** One site as people see it; it must be there. */
export function viewOf(deps: Pick<SiteDeps, 'sites' | 'links'>, id: SiteId): SiteView {
  return siteViews(deps).find(view => view.id === id)!
}
