import type { SiteId } from '../../fleet/site.ts'
import { renameMappings } from '../../relaunch/steps/rename-mappings.ts'
import { targetSteps } from '../../relaunch/steps/target-steps.ts'
import type { Definition } from '../../workflow/definition.ts'
import type { Step } from '../../workflow/step.ts'
import { WorkflowType } from '../../workflow/workflow-type.ts'
import type { MendDeps, MendPlace } from './deps.ts'
import type { Mend } from './mend.ts'
import { adoptEntities } from './adopt-entities.ts'
import { pairLinks } from './pair-links.ts'
import { partCopy } from './part-copy.ts'
import { readyModel } from './ready-model.ts'
import { redirectMappings } from './redirect-mappings.ts'
import { removeGrants, removeKey } from './remove-access.ts'
import { removeChanges } from './remove-changes.ts'
import { removeLease } from './remove-lease.ts'
import { removeMappings } from './remove-mappings.ts'
import { setFields } from './set-fields.ts'
import { stopHost } from './stop-host.ts'

export interface MendParams extends MendPlace {
  /** The finding that is mended, for whoever reads the plan later. */
  readonly findingId: string
  readonly mend: Mend
}

export const mendWorkflow = new WorkflowType<MendParams>('mend-finding')

/** Puts one finding of the doctor right. */
export function mendFinding(deps: MendDeps): Definition {
  return mendWorkflow.define({
    steps({ mend, ...place }) {
      return stepsFor(deps, place, mend)
    },
    claims({ mend, siteId }) {
      // Nobody may send under either name meanwhile (F38).
      const names = mend.act === 'rename-mappings' ? [mend.from, mend.to] : null
      return mappedOn(siteId, mend).flatMap(place =>
        (names ?? deps.sendersTo(place)).map(sender => ({ siteId: place, sender }))
      )
    },
    admit({ mend, siteId }) {
      for (const place of new Set([siteId, ...mappedOn(siteId, mend)])) deps.refuseWhileRunning(place)
    }
  })
}

/** The sites on which mappings change: nobody may send there meanwhile. */
export function mappedOn(siteId: SiteId, mend: Mend): SiteId[] {
  switch (mend.act) {
    case 'remove-mappings':
      return [siteId]
    case 'redirect-mappings':
      return [mend.on ?? siteId]
    case 'rename-mappings':
      return [siteId]
    case 'adopt-entities':
      return mend.link.twinId === null ? [siteId] : [siteId, mend.link.primaryId]
    default:
      return []
  }
}

function stepsFor(deps: MendDeps, place: MendPlace, mend: Mend): Step[] {
  const siteId: SiteId = place.siteId
  switch (mend.act) {
    case 'set-fields':
      return [setFields(siteId, mend.change)]
    case 'rename-host':
      return [setFields(siteId, mend.change), ...targetSteps(deps, siteId, mend.targets)]
    case 'stop-hosts':
      return mend.hosts.map(host => stopHost(deps, siteId, host))
    case 'part-copy':
      return partCopy(deps, place, mend)
    case 'remove-mappings':
      return [removeMappings(siteId, mend)]
    case 'redirect-mappings':
      return [redirectMappings(mend.on ?? siteId, mend)]
    case 'rename-mappings':
      return [renameMappings({ siteId, mapped: true, strangers: mend.strangers }, mend.from, mend.to)]
    case 'pair-links':
      return [pairLinks(deps, mend.changes)]
    case 'adopt-entities':
      return adoptEntities(deps, mend)
    case 'remove-changes':
      return [removeChanges(siteId, mend.ids)]
    case 'remove-lease':
      return [removeLease(deps, siteId, mend)]
    case 'remove-grants':
      return [removeGrants(deps, siteId, mend.grants, null)]
    case 'remove-key':
      return [removeGrants(deps, siteId, mend.grants, mend.keyId), removeKey(deps, siteId, mend.keyId)]
    case 'ready-models':
      return mend.models.flatMap(model => readyModel(deps, place, model))
  }
}
