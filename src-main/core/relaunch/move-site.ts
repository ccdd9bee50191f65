import { findMarkers, verifyMarker } from '../fleet/marker.ts'
import { knownSite } from '../fleet/steps/deps.ts'
import { proof } from '../fleet/steps/proof.ts'
import { afterPause, pauseHost, resumeHost } from '../replication/delivery/host.ts'
import { AppError } from '../shared/app-error.ts'
import type { Definition } from '../workflow/definition.ts'
import type { Step } from '../workflow/step.ts'
import { isKnownAs, recordWhereabouts } from './steps/record-whereabouts.ts'
import { renameHosts } from './steps/rename-hosts.ts'
import { renameMappings } from './steps/rename-mappings.ts'
import { restLinks, wakeLinks } from './steps/rest-links.ts'
import { targetSteps } from './steps/target-steps.ts'
import { moveWorkflow, type MoveSiteParams, type RelaunchDeps } from './relaunch.ts'

/**
 * A site gets another main domain (relaunch). Everybody who remembers it by the old one learns the new one, and only then Rexxfleet
 * sends under it: a run in between would double everything (F38).
 */
export function moveSite(deps: RelaunchDeps): Definition {
  return moveWorkflow.define({
    steps(params) {
      // A plan of an earlier version names none.
      const { from, to, partners, live = [] } = params
      return [
        restLinks(deps, params, from),
        ...live.map(link => pauseHost(deps, link)),
        ...partners.map(partner => renameMappings(partner, from.mainDomain, to.mainDomain)),
        ...partners.map(({ siteId }) => renameHosts(siteId, from, to)),
        recordWhereabouts(deps, params, from, to),
        sameSite(deps, params),
        ...live.map(link => resumeHost(deps, link)).map(afterPause),
        wakeLinks(deps, params, to),
        // Runs do not need the names in the calendar: nothing rests while somebody is waited for.
        ...partners.flatMap(({ siteId, targets = [] }) => targetSteps(deps, siteId, targets))
      ]
    },
    claims({ from, to, partners }) {
      const senders = new Set([from.mainDomain, to.mainDomain])
      // Another Rexxfleet that sends under one of the names meanwhile would make a second copy of everything (F38).
      return partners
        .filter(({ mapped, receives }) => mapped || receives)
        .flatMap(({ siteId }) => [...senders].map(sender => ({ siteId, sender })))
    },
    admit(params) {
      if (!isKnownAs(deps, params, params.from)) throw outdated()
      const busy = params.linkIds.find(deps.isBusy)
      if (busy !== undefined)
        throw new AppError('link-busy', 'A run of this site is at work. Wait for it, or cancel it.', {
          link: busy
        })
    }
  })
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
