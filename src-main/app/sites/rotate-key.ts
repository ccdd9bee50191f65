import type { WorkflowView } from '../../contract/link-shapes.ts'
import { knownSite } from '../../core/fleet/steps/deps.ts'
import { rotateWorkflow, type RotateKeyParams } from '../../core/fleet/steps/rotate-key.ts'
import type { Site } from '../../core/fleet/site.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { newKeyRef } from './add-site.ts'
import type { SiteDeps } from './site-deps.ts'
import { applyAnew, unfinished } from './unfinished.ts'

/** Replaces the management key, or goes on with a rotation that stopped. A failure is in the workflow that is given back. */
export async function rotateKey(deps: SiteDeps, siteId: string): Promise<WorkflowView> {
  const site = knownSite(deps.sites, siteId)
  refuseUnready(site)
  const { id } = await rotate(deps, site)
  return deps.workflowView(id)
}

/** Brings a rotation that stopped to its end: until then the site has two keys. */
export async function finishRotation(deps: SiteDeps, site: Site): Promise<void> {
  if (!stoppedRotation(deps, site)) return
  const { failed } = await rotate(deps, site)
  if (failed) throw failed
}

async function rotate(deps: SiteDeps, site: Site): ReturnType<typeof applyAnew> {
  const siteId = site.id
  const fresh: RotateKeyParams = { siteId, oldRef: site.keyRef, newRef: newKeyRef(deps, siteId) }
  const outcome = await applyAnew(deps, rotateWorkflow, siteId, stoppedRotation(deps, site) ?? fresh)
  deps.emit('site.changed', { siteId })
  return outcome
}

/** Both keys of a rotation that stopped. One that was overtaken by a key from elsewhere is none any more. */
export function stoppedRotation(deps: Pick<SiteDeps, 'workflows'>, site: Site): RotateKeyParams | null {
  return (
    unfinished(deps, rotateWorkflow, site.id).find(({ oldRef, newRef }) =>
      [oldRef, newRef].includes(site.keyRef)
    ) ?? null
  )
}

function refuseUnready(site: Site): void {
  const details = { site: site.name }
  if (site.state !== 'enrolled') {
    throw new AppError(
      'site-not-enrolled',
      `'${site.name}' is not enrolled yet: there is no key to replace.`,
      details
    )
  }
  if (!site.readOnly) return
  throw new AppError(
    'site-read-only',
    `The key of '${site.name}' may only read, so it cannot replace itself. Run a new enrolment script on the site's database.`,
    details
  )
}
