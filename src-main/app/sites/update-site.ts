import type { ParsedInput } from '../../contract/calls.ts'
import type { SiteView } from '../../contract/shapes.ts'
import { refuseTakenName } from '../../core/fleet/fleet-rules.ts'
import { knownSite } from '../../core/fleet/steps/deps.ts'
import type { SiteDeps } from './site-deps.ts'
import { viewOf } from './site-view.ts'

/** Changes what Rexxfleet calls a site and files it under. Nothing of it is on the site. */
export function updateSite(deps: SiteDeps, input: ParsedInput<'sites.update'>): SiteView {
  const { siteId, name, tags, environment } = input
  knownSite(deps.sites, siteId)
  if (name !== undefined) refuseTakenName(name, deps.sites.list(), siteId)
  deps.sites.update(siteId, {
    ...(name === undefined ? {} : { name }),
    ...(tags === undefined ? {} : { tags: [...new Set(tags)] }),
    ...(environment === undefined ? {} : { environment })
  })
  deps.emit('site.changed', { siteId })
  return viewOf(deps, siteId)
}
