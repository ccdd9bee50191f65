import { findMarkers, verifyMarker } from '../fleet/marker.ts'
import { knownSite } from '../fleet/steps/deps.ts'
import { proof } from '../fleet/steps/proof.ts'
import { AppError } from '../shared/app-error.ts'
import type { Definition } from '../workflow/machine.ts'
import type { Step } from '../workflow/step.ts'
import { isKnownAs, recordWhereabouts } from './steps/record-whereabouts.ts'
import { renameHosts } from './steps/rename-hosts.ts'
import { renameMappings } from './steps/rename-mappings.ts'
import { restLinks, wakeLinks } from './steps/rest-links.ts'
import type { MoveSiteParams, RelaunchDeps } from './relaunch.ts'

/**
 * A site gets another main domain (relaunch). Everybody who remembers it by the old one learns the new one, and only then Rexxfleet
 * sends under it: a run in between would double everything (F38).
 */
export function moveSite(deps: RelaunchDeps): Definition {
  return {
    kind: 'move-site',
    steps(raw) {
      const params = raw as unknown as MoveSiteParams
      const { from, to, partners } = params
      return [
        restLinks(deps, params, from),
        ...partners.map(partner => renameMappings(partner, from.mainDomain, to.mainDomain)),
        ...partners.map(({ siteId }) => renameHosts(siteId, from, to)),
        recordWhereabouts(deps, params, from, to),
        sameSite(deps, params),
        wakeLinks(deps, params, to)
      ]
    },
    admit(raw) {
      const params = raw as unknown as MoveSiteParams
      if (!isKnownAs(deps, params, params.from)) throw outdated()
      const busy = params.linkIds.find(deps.isBusy)
      if (busy !== undefined)
        throw new AppError('link-busy', 'A run of this site is at work. Wait for it, or cancel it.', {
          link: busy
        })
    }
  }
}

/** What answers at the address is the site that was moved, known by its marker. */
function sameSite(deps: RelaunchDeps, { siteId }: MoveSiteParams): Step {
  return proof(`${siteId}/proof/same-site`, 'prove-same-site', siteId, async ({ reader }) => {
    verifyMarker(knownSite(deps.sites, siteId), await findMarkers(reader(siteId)))
  })
}

function outdated(): AppError {
  return new AppError(
    'plan-outdated',
    'The site has another main domain or address than when this plan was made. Make a new plan; nothing was written.'
  )
}
