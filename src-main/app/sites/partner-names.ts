import { markerHost } from '../../core/fleet/marker.ts'
import type { Site } from '../../core/fleet/site.ts'
import { inParallel } from './in-parallel.ts'
import type { SiteDeps } from './site-deps.ts'

/** A suggestion is not worth a longer wait. */
const patienceMs = 3_000

/**
 * Under which names the sites of the fleet remember others that sent them something, but for those that are somebody's in the fleet. What
 * cannot be had in time is left out.
 */
export async function partnerNames(deps: Pick<SiteDeps, 'sites' | 'access'>): Promise<string[]> {
  const signal = AbortSignal.timeout(patienceMs)
  const enrolled = deps.sites.list().filter(site => site.state === 'enrolled')
  const names = await inParallel(enrolled, 8, site => foreignHosts(deps, site, signal).catch(() => []))
  // Sites of one agency or one canton are called alike, and a name of two sites mixes up what both of them sent (F38).
  const taken = new Set(deps.sites.list().map(({ mainDomain }) => mainDomain.toLowerCase()))
  return [...new Set(names.flat())].filter(name => !taken.has(name.toLowerCase()))
}

async function foreignHosts(
  deps: Pick<SiteDeps, 'access'>,
  site: Site,
  signal: AbortSignal
): Promise<string[]> {
  const pages = deps.access.reader(site).rowPages('idmapping', {}, { signal })
  // One page says enough: who sent anything sent a lot.
  for await (const page of pages) {
    return [...new Set(page.map(row => row.foreignHost))].filter(host => host !== markerHost)
  }
  return []
}
