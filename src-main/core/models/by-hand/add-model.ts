import type { SiteId } from '../../fleet/site.ts'
import type { ReplicationDeps } from '../../replication/steps/deps.ts'
import type { Definition } from '../../workflow/definition.ts'
import { WorkflowType } from '../../workflow/workflow-type.ts'
import type { AddedModel, AddedModels } from './added-model.ts'
import { assertAddable } from './assert-addable.ts'
import { forALook } from './for-a-look.ts'
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

/** Adds a class that the catalogue does not know, once a site has shown that it exists. */
export function addModel(deps: AddModelDeps): Definition {
  return addModelWorkflow.define({
    steps({ siteId, model, endpoint }) {
      const probe = probeModel(deps, siteId, endpoint, model)
      return [...forALook(deps, { siteId, model: model.name, endpoint }, probe), recordModel(deps, model)]
    },
    admit: ({ model }) => assertAddable(model)
  })
}
