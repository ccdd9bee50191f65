import type { Handlers, ParsedInput } from '../../contract/calls.ts'
import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { Site, SiteId } from '../../core/fleet/site.ts'
import { modelMeant } from '../../core/models/catalogue.ts'
import { addModelWorkflow, type AddModelParams } from '../../core/models/by-hand/add-model.ts'
import type { AddedModel, AddedModels } from '../../core/models/by-hand/added-model.ts'
import { assertAddable } from '../../core/models/by-hand/assert-addable.ts'
import { assertChangeDate } from '../../core/models/by-hand/assert-change-date.ts'
import { assertUnused } from '../../core/models/by-hand/assert-unused.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Ids } from '../../core/shared/ports.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { WorkflowMachine } from '../../core/workflow/machine.ts'

export interface ModelHandlerDeps {
  readonly added: AddedModels
  readonly links: LinkRepository
  readonly machine: WorkflowMachine
  readonly ids: Ids
  readonly site: (id: SiteId) => Site
  readonly workflowView: (workflowId: string) => WorkflowView
  readonly startedBy: string
}

/** Classes that the catalogue does not know, behind the contract. */
export function createModelHandlers(
  deps: ModelHandlerDeps
): Pick<Handlers, 'models.planAdd' | 'models.remove'> {
  return {
    'models.planAdd': wish => planAdd(deps, wish),
    async 'models.remove'({ model: text }) {
      const { name, shortName } = modelMeant(text)
      if (!deps.added.list().some(one => one.name === name)) {
        throw new AppError(
          'invalid-input',
          `${shortName} is part of Cloudrexx. Only what was added by hand can be removed.`,
          { model: name }
        )
      }
      assertUnused(name, deps.links.list(), deps.added.list())
      deps.added.remove(name)
      return {}
    }
  }
}

async function planAdd(deps: ModelHandlerDeps, wish: ParsedInput<'models.planAdd'>): Promise<WorkflowView> {
  const { id: siteId, name, state, readOnly } = deps.site(wish.siteId)
  if (state !== 'enrolled')
    throw new AppError('site-not-enrolled', `${name} is not enrolled yet. Run its script, then check it.`, {
      site: name
    })
  if (readOnly)
    throw new AppError(
      'site-read-only',
      `Rexxfleet may only read ${name}: look at the class on another site.`,
      {
        site: name
      }
    )
  const model: AddedModel = {
    name: wish.name.trim().replace(/^\\/, ''),
    identifier: wish.identifier,
    relations: wish.relations.map(({ target, ...relation }) => ({
      ...relation,
      target: targetOf(target, wish.name)
    })),
    fields: wish.fields,
    ...(wish.changeDate === undefined ? {} : { changeDate: wish.changeDate })
  }
  assertAddable(model)
  // Fields that are named are known before anybody looks; the rest the site has to show.
  if (model.fields.some(({ name: field }) => field === model.changeDate)) assertChangeDate(model)
  const params: AddModelParams = {
    siteId,
    model,
    endpoint: `rexxfleet-look-${deps.ids.next().toLowerCase()}`
  }
  const record = await deps.machine.plan({
    ...addModelWorkflow.of(params),
    linkId: null,
    siteIds: [siteId],
    startedBy: deps.startedBy
  })
  return deps.workflowView(record.id)
}

/** A relation may lead to the class itself, which nobody knows yet; every other one is named as models are. */
function targetOf(text: string, own: string): string {
  const plain = (name: string): string => name.trim().replace(/^\\/, '')
  return plain(text) === plain(own) ? plain(own) : modelMeant(text).name
}
