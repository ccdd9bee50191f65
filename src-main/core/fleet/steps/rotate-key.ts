import { AppError } from '../../shared/app-error.ts'
import type { Definition } from '../../workflow/definition.ts'
import type { Step } from '../../workflow/step.ts'
import { WorkflowType } from '../../workflow/workflow-type.ts'
import { suffices } from '../endpoint-check.ts'
import { managementEndpoint, managementKinds } from '../management.ts'
import { knownSite, type FleetStepDeps } from './deps.ts'
import { forgetFormerKey, removeFormerGrants, removeFormerKey, switchKey } from './former-key.ts'
import { keyRow } from './own-rows.ts'
import { proof } from './proof.ts'
import { addKey, copyGrants, makeKey } from './replacement-key.ts'

/** Both names are chosen before the first step: whoever goes on after a crash finds both keys. */
export interface RotateKeyParams {
  readonly siteId: string
  readonly oldRef: string
  readonly newRef: string
}

export const rotateWorkflow = new WorkflowType<RotateKeyParams>('rotate-key')

/**
 * Replaces a site's management key. At every moment at least one of the two keys may do everything, so a rotation that stopped is
 * resumed and needs no way back.
 */
export function rotateKey(deps: FleetStepDeps): Definition {
  return rotateWorkflow.define({ steps: params => rotateKeySteps(deps, params) })
}

/** The same steps, for a workflow that does more than that. */
export function rotateKeySteps(deps: FleetStepDeps, params: RotateKeyParams): Step[] {
  return [
    makeKey(deps, params),
    addKey(deps, params),
    copyGrants(deps, params),
    proveNewKey(deps, params),
    switchKey(deps, params),
    removeFormerGrants(deps, params),
    removeFormerKey(deps, params),
    proveFormerRefused(deps, params),
    forgetFormerKey(deps, params)
  ]
}

function proveNewKey({ sites }: FleetStepDeps, { siteId, newRef }: RotateKeyParams) {
  return proof(`${siteId}/proof/new-key`, 'prove-new-key', siteId, async ({ reader }) => {
    const site = reader(siteId)
    const { readOnly, name } = knownSite(sites, siteId)
    const names = managementKinds.map(managementEndpoint)
    const permissions = await Promise.all(names.map(endpoint => site.permissionOf(newRef, endpoint)))
    const refused = names.filter((_, index) => !suffices(permissions[index]!, readOnly))
    if (refused.length === 0) return
    throw new AppError(
      'key-without-grants',
      `'${name}' does not accept its new key yet. The old one is still in use.`,
      {
        site: name,
        endpoints: refused
      }
    )
  })
}

function proveFormerRefused({ sites, keys }: FleetStepDeps, { siteId, oldRef }: RotateKeyParams) {
  return proof(`${siteId}/proof/former-key`, 'prove-former-refused', siteId, async ({ reader }) => {
    const site = reader(siteId)
    const { name } = knownSite(sites, siteId)
    if (!(await keys.has(oldRef))) return
    const permission = await site.permissionOf(oldRef, managementEndpoint('grant'))
    if (permission === 'none' && (await keyRow(site, keys, oldRef)) === null) return
    throw new AppError(
      'site-still-answers',
      `'${name}' still accepts its former key. Look at its API keys, then resume.`,
      {
        site: name
      }
    )
  })
}
