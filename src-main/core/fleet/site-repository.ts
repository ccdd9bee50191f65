import type { Site, SiteHealth, SiteId, SitePatch } from './site.ts'

/** Keeps sites. Names and base addresses are unique; the marker too where there is one. */
export interface SiteRepository {
  list(): Site[]
  get(id: SiteId): Site | null
  insert(site: Site): void
  update(id: SiteId, patch: SitePatch): void
  /** Also forgets its health. Refused by the store while links name the site. */
  remove(id: SiteId): void
  /** The newest health of each site. */
  health(): Map<SiteId, SiteHealth>
  recordHealth(id: SiteId, health: SiteHealth): void
  /** Health of one site, newest first. */
  healthHistory(id: SiteId, limit: number): SiteHealth[]
}
