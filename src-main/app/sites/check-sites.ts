import type { ParsedInput } from '../../contract/calls.ts'
import type { HealthView } from '../../contract/shapes.ts'
import { checkHealth, healthAfter } from '../../core/fleet/health.ts'
import type { Site, SiteHealth } from '../../core/fleet/site.ts'
import { knownSite } from '../../core/fleet/steps/deps.ts'
import { asAppError } from '../../core/shared/app-error.ts'
import type { Link } from '../../core/topology/link.ts'
import { hasQueue } from '../queue/queue-looks.ts'
import { inParallel } from './in-parallel.ts'
import type { SiteDeps } from './site-deps.ts'
import { healthView } from './site-view.ts'

/**
 * Sites looked at at once: enough that 200 of them are known within seconds. Each is asked one thing at a time, so that the time of an
 * answer is the site's own.
 */
const usualSitesAtOnce = 40
const looksShown = 200

/**
 * Looks at the given sites, or all, and at what waits on each of them for links whose changes are queued: the graph shows it, and asks no
 * site itself. A site that is down is an answer, not an error.
 */
export async function checkSites(
  deps: SiteDeps,
  { siteIds }: ParsedInput<'sites.check'>
): Promise<{ siteId: string; health: HealthView }[]> {
  const sites = siteIds ? [...new Set(siteIds)].map(id => knownSite(deps.sites, id)) : deps.sites.list()
  const queued = Map.groupBy(deps.links.list().filter(hasQueue), ({ primaryId }) => primaryId)
  return inParallel(sites, deps.sitesAtOnce?.() ?? usualSitesAtOnce, async site => {
    const health = await look(deps, site)
    deps.sites.recordHealth(site.id, health)
    deps.emit('site.changed', { siteId: site.id })
    if (health.code === null) await lookAtQueues(deps, queued.get(site.id) ?? [])
    return { siteId: site.id, health: healthView(health) }
  })
}

async function look(deps: SiteDeps, site: Site): Promise<SiteHealth> {
  try {
    return await checkHealth(deps.access.reader(site), deps.clock)
  } catch (thrown) {
    return healthAfter(asAppError(thrown), deps.clock.now())
  }
}

/** One after the other, as everything that one site is asked. What cannot be read stays as it was seen before. */
async function lookAtQueues({ queues }: SiteDeps, links: readonly Link[]): Promise<void> {
  for (const link of links) await queues.look(link).catch(() => undefined)
}

/** What was seen of a site, newest first. */
export function healthHistory(deps: SiteDeps, siteId: string): HealthView[] {
  return deps.sites.healthHistory(knownSite(deps.sites, siteId).id, looksShown).map(healthView)
}
