import { knownSite } from '../../fleet/steps/deps.ts'
import type { Step } from '../../workflow/step.ts'
import type { MoveSiteParams, RelaunchDeps, Whereabouts } from '../relaunch.ts'

/** Whether Rexxfleet itself knows the site under this name and address. */
export function isKnownAs(
  { sites }: Pick<RelaunchDeps, 'sites'>,
  { siteId }: Pick<MoveSiteParams, 'siteId'>,
  { mainDomain, baseUrl }: Whereabouts
): boolean {
  const site = sites.get(siteId)
  return site?.mainDomain === mainDomain && site.baseUrl === baseUrl
}

/** Rexxfleet sends under the site's new name from now on, and reaches it at its new address. */
export function recordWhereabouts(
  deps: RelaunchDeps,
  params: MoveSiteParams,
  from: Whereabouts,
  to: Whereabouts
): Step {
  const { siteId } = params
  return {
    id: `whereabouts/${siteId}/${to.mainDomain}`,
    kind: 'record-main-domain',
    siteId: null,
    async look() {
      const effects = [{ act: 'update', what: 'site', name: to.mainDomain }] as const
      return { done: isKnownAs(deps, params, to), effects, result: null }
    },
    async act() {
      knownSite(deps.sites, siteId)
      deps.sites.update(siteId, { mainDomain: to.mainDomain, baseUrl: to.baseUrl })
    },
    settled: () => deps.siteChanged(siteId),
    inverse: () => recordWhereabouts(deps, params, to, from)
  }
}
