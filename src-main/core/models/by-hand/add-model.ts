import type { SiteId } from '../../fleet/site.ts'
import { makeDataSource, removeDataSource } from '../../replication/steps/data-source.ts'
import type { ReplicationDeps } from '../../replication/steps/deps.ts'
import { makeEndpoint, removeEndpoint } from '../../replication/steps/endpoint.ts'
import { makeGrant, removeGrant, type GrantWish } from '../../replication/steps/grant.ts'
import type { Definition } from '../../workflow/definition.ts'
import type { Step } from '../../workflow/step.ts'
import { WorkflowType } from '../../workflow/workflow-type.ts'
import type { AddedModel, AddedModels } from './added-model.ts'
import { assertAddable } from './assert-addable.ts'
import { probeModel, recordModel } from './steps.ts'

export interface AddModelParams {
  readonly siteId: SiteId
  readonly model: AddedModel
  /** The endpoint through which the class is looked at, for as long as that takes. */
  readonly endpoint: string
}

export const addModelWorkflow = new WorkflowType<AddModelParams>('add-model')

export interface AddModelDeps extends ReplicationDeps {
  readonly added: AddedModels
}

/** Nobody uses what is only there for a look. */
const nobody: readonly string[] = []

/**
 * Adds a class that the catalogue does not know, once a site has shown that it exists: data source, endpoint and a right to read are made
 * for one look, and go again, also where the look fails (F33). A data source that is there already is used and stays.
 */
export function addModel(deps: AddModelDeps): Definition {
  return addModelWorkflow.define({
    steps({ siteId, model, endpoint }) {
      const { keyRef } = deps.sites.get(siteId)!
      const grant: GrantWish = { siteId, endpoint, keyRef, holder: 'management', readOnly: true }
      return [
        forALook(makeDataSource(deps, siteId, model.name, nobody)),
        forALook(makeEndpoint(deps, siteId, endpoint, model.name, nobody)),
        forALook(makeGrant(deps, grant, nobody)),
        probeModel(deps, siteId, endpoint, model),
        cleaning(removeGrant(deps, grant, nobody)),
        cleaning(removeEndpoint(deps, siteId, endpoint, model.name, nobody)),
        cleaning(removeDataSource(deps, siteId, model.name, nobody)),
        recordModel(deps, model)
      ]
    },
    admit: ({ model }) => assertAddable(model)
  })
}

/** On the way back each row is free to go only once the one before is gone: what the plan found before that does not count. */
function forALook(step: Step): Step {
  return {
    ...step,
    inverse(result) {
      const back = step.inverse(result)
      return back && { ...back, restores: true }
    }
  }
}

/** Its way back is that of the step which made the row: there is nothing left to take back. */
function cleaning(step: Step): Step {
  return { ...step, id: `${step.id}/again`, restores: true, cleansUp: true, inverse: () => null }
}
