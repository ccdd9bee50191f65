import type { Handlers } from '../../contract/calls.ts'
import { enrolSite as enrolDefinition } from '../../core/fleet/steps/enrol-site.ts'
import { removeEnrolment } from '../../core/fleet/steps/remove-enrolment.ts'
import { rotateKey as rotateDefinition } from '../../core/fleet/steps/rotate-key.ts'
import type { FleetStepDeps } from '../../core/fleet/steps/deps.ts'
import type { Definition } from '../../core/workflow/definition.ts'
import { addSite, probeSite } from './add-site.ts'
import { checkSites, healthHistory } from './check-sites.ts'
import { checkEnrolment, enrolSite } from './enrol-site.ts'
import { copyScript, saveScript, showScript } from './enrolment-script.ts'
import { inventoryOf } from './inventory.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { planSiteImport } from './plan-site-import.ts'
import { provideKey } from './provide-key.ts'
import { removeSite } from './remove-site.ts'
import { rotateKey } from './rotate-key.ts'
import type { SiteDeps } from './site-deps.ts'
import { siteViews } from './site-view.ts'
import { updateSite } from './update-site.ts'

/** The change of a main domain is a service of its own. */
type SiteCall = Exclude<Extract<keyof Handlers, `sites.${string}`>, 'sites.planMove'>

/** The workflows on single sites, for the machine. */
export function fleetDefinitions(deps: FleetStepDeps): Definition[] {
  return [enrolDefinition(deps), rotateDefinition(deps), removeEnrolment(deps)]
}

/** What stands behind the contract's `sites.*` calls. */
export function createSiteHandlers(deps: SiteDeps): Pick<Handlers, SiteCall> {
  const inTurn = oneAtATime()
  return {
    'sites.list': async () => siteViews(deps),
    'sites.probe': input => probeSite(deps, input),
    'sites.add': input => addSite(deps, input),
    'sites.update': async input => updateSite(deps, input),
    'sites.provideKey': async input => {
      await inTurn(input.siteId, () => provideKey(deps, input))
      return {}
    },
    'sites.script': async ({ siteId }) => showScript(deps, siteId),
    'sites.saveScript': input => saveScript(deps, input),
    'sites.copyScript': async ({ siteId }) => {
      await copyScript(deps, siteId)
      return {}
    },
    'sites.checkEnrolment': ({ siteId }) => checkEnrolment(deps, siteId),
    'sites.enrol': ({ siteId }) => inTurn(siteId, () => enrolSite(deps, siteId)),
    'sites.check': input => checkSites(deps, input),
    'sites.health': async ({ siteId }) => healthHistory(deps, siteId),
    'sites.inventory': ({ siteId }) => inventoryOf(deps, siteId),
    'sites.planImport': async ({ text }) => planSiteImport(deps, text),
    'sites.rotateKey': ({ siteId }) => inTurn(siteId, () => rotateKey(deps, siteId)),
    'sites.remove': input => inTurn(input.siteId, () => removeSite(deps, input))
  }
}
