import { randomUUID } from 'node:crypto'
import type { EnrolmentCheck, SiteView } from '../../contract/shapes.ts'
import { checkEndpoints, requireReady, type EndpointCheck } from '../../core/fleet/endpoint-check.ts'
import { findMarkers, recognise } from '../../core/fleet/marker.ts'
import type { Site } from '../../core/fleet/site.ts'
import { knownSite } from '../../core/fleet/steps/deps.ts'
import { enrolWorkflow } from '../../core/fleet/steps/enrol-site.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { checkSites } from './check-sites.ts'
import { discardScript } from './script-file.ts'
import type { SiteDeps } from './site-deps.ts'
import { endpointCheckView, viewOf } from './site-view.ts'
import { applyAnew } from './unfinished.ts'

/** Whether the script was run: what the key may do with each management endpoint. Reads only. */
export async function checkEnrolment(deps: SiteDeps, siteId: string): Promise<EnrolmentCheck> {
  const checks = await check(deps, knownSite(deps.sites, siteId))
  return { ready: checks.every(({ ok }) => ok), endpoints: checks.map(endpointCheckView) }
}

async function check(deps: SiteDeps, site: Site): Promise<EndpointCheck[]> {
  if (!(await deps.keys.has(site.keyRef))) {
    throw new AppError(
      'key-missing',
      `There is no key for '${site.name}' yet. Give it one, or add the site with a new key.`,
      {
        site: site.name
      }
    )
  }
  return checkEndpoints(deps.access.reader(site), deps.clock)
}

/** Ends the enrolment: the key works, the site is none that is known already, and it carries a marker. */
export async function enrolSite(deps: SiteDeps, siteId: string): Promise<SiteView> {
  const site = knownSite(deps.sites, siteId)
  requireReady(await check(deps, site), site.name)
  const marker = recognise(site, await findMarkers(deps.access.reader(site)), deps.sites.list())
  if (site.readOnly) deps.sites.update(siteId, { state: 'enrolled', marker: marker?.uuid ?? null })
  else await leaveMarker(deps, site)
  await discardScript(deps, siteId)
  await checkSites(deps, { siteIds: [siteId] })
  deps.emit('site.changed', { siteId })
  return viewOf(deps, siteId)
}

async function leaveMarker(deps: SiteDeps, site: Site): Promise<void> {
  const params = { siteId: site.id, marker: randomUUID() }
  const { id, failed } = await applyAnew(deps, enrolWorkflow, site.id, params)
  if (!failed) return
  await takeBack(deps, id)
  throw failed
}

/** An enrolment that failed leaves nothing. Where the site does not answer any more there is nothing to be done about it. */
async function takeBack(deps: SiteDeps, workflowId: string): Promise<void> {
  try {
    const undo = await deps.machine.planUndo(workflowId, deps.startedBy)
    await deps.machine.apply(undo.id)
  } catch (thrown) {
    deps.log.warn('a failed enrolment could not be taken back', { workflowId, reason: String(thrown) })
  }
}
