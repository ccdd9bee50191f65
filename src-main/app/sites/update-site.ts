import type { ParsedInput } from '../../contract/calls.ts'
import type { SiteView } from '../../contract/shapes.ts'
import { refuseTakenName } from '../../core/fleet/fleet-rules.ts'
import type { Site } from '../../core/fleet/site.ts'
import { knownSite } from '../../core/fleet/steps/deps.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { SiteDeps } from './site-deps.ts'
import { viewOf } from './site-view.ts'

/** Changes what Rexxfleet calls a site and files it under. Nothing of it is on the site. */
export function updateSite(deps: SiteDeps, input: ParsedInput<'sites.update'>): SiteView {
  const { siteId, name, tags, environment, mainDomain } = input
  const site = knownSite(deps.sites, siteId)
  if (name !== undefined) refuseTakenName(name, deps.sites.list(), siteId)
  if (mainDomain !== undefined && mainDomain !== site.mainDomain) refuseWhereKnown(deps, site)
  deps.sites.update(siteId, {
    ...(name === undefined ? {} : { name }),
    ...(tags === undefined ? {} : { tags: [...new Set(tags)] }),
    ...(environment === undefined ? {} : { environment }),
    ...(mainDomain === undefined ? {} : { mainDomain })
  })
  deps.emit('site.changed', { siteId })
  return viewOf(deps, siteId)
}

/** Others know a linked site by its main domain: changed here alone, the next run would create everything a second time (F38). */
function refuseWhereKnown({ links }: SiteDeps, { id, name }: Site): void {
  if (!links.list().some(({ primaryId, replicaId }) => primaryId === id || replicaId === id)) return
  throw new AppError(
    'site-has-links',
    `'${name}' has links, and its partners know it by its main domain. Move it instead: rexxfleet site move.`,
    { site: name }
  )
}
