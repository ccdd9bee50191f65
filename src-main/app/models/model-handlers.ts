import type { Handlers, ParsedInput } from '../../contract/calls.ts'
import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { Site, SiteId } from '../../core/fleet/site.ts'
import { modelMeant } from '../../core/models/catalogue.ts'
import { addModelWorkflow, type AddModelParams } from '../../core/models/by-hand/add-model.ts'
import type { AddedModel, AddedModels } from '../../core/models/by-hand/added-model.ts'
import { dateModelWorkflow } from '../../core/models/by-hand/date-model.ts'
import { assertAddable } from '../../core/models/by-hand/assert-addable.ts'
import { assertChangeDate, isDateType } from '../../core/models/by-hand/assert-change-date.ts'
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
): Pick<Handlers, 'models.planAdd' | 'models.planChangeDate' | 'models.remove'> {
  return {
    'models.planAdd': wish => planAdd(deps, wish),
    'models.planChangeDate': wish => planChangeDate(deps, wish),
    async 'models.remove'({ model: text }) {
      const { name } = addedModel(deps, text, 'removed')
      assertUnused(name, deps.links.list(), deps.added.list())
      deps.added.remove(name)
      return {}
    }
  }
}

/** The class that is meant, if it was added by hand. */
function addedModel(
  deps: ModelHandlerDeps,
  text: string,
  fate: 'removed' | 'given a change date'
): AddedModel {
  const { name, shortName } = modelMeant(text)
  const added = deps.added.list().find(one => one.name === name)
  if (added) return added
  throw new AppError(
    'invalid-input',
    `${shortName} is part of Cloudrexx. Only what was added by hand can be ${fate}.`,
    { model: name }
  )
}

/** A site that may show a class: rows are made there for the look. */
function siteToLookOn(deps: ModelHandlerDeps, id: SiteId): SiteId {
  const { name, state, readOnly } = deps.site(id)
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
  return id
}

const endpointForALook = ({ ids }: ModelHandlerDeps): string => `rexxfleet-look-${ids.next().toLowerCase()}`

async function planAdd(deps: ModelHandlerDeps, wish: ParsedInput<'models.planAdd'>): Promise<WorkflowView> {
  const siteId = siteToLookOn(deps, wish.siteId)
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
  const params: AddModelParams = { siteId, model, endpoint: endpointForALook(deps) }
  return planned(deps, siteId, addModelWorkflow.of(params))
}

async function planned(
  deps: ModelHandlerDeps,
  siteId: SiteId,
  workflow: ReturnType<typeof addModelWorkflow.of>
): Promise<WorkflowView> {
  const record = await deps.machine.plan({
    ...workflow,
    linkId: null,
    siteIds: [siteId],
    startedBy: deps.startedBy
  })
  return deps.workflowView(record.id)
}

async function planChangeDate(
  deps: ModelHandlerDeps,
  { siteId: where, model: text, changeDate, type }: ParsedInput<'models.planChangeDate'>
): Promise<WorkflowView> {
  const siteId = siteToLookOn(deps, where)
  const former = addedModel(deps, text, 'given a change date')
  if (former.changeDate === changeDate)
    throw new AppError('invalid-input', `'${changeDate}' is the change date of this class already.`, {
      model: former.name,
      field: changeDate
    })
  // A field that showed no value when the class was added counted as text; a look says what it is, or the person does.
  const others = former.fields.filter(field => field.name !== changeDate || (!type && isDateType(field.type)))
  const fields = type ? [...others, { name: changeDate, type }] : others
  const wanted: AddedModel = { ...former, fields, changeDate }
  if (fields.some(({ name }) => name === changeDate)) assertChangeDate(wanted)
  const params = { siteId, former, wanted, endpoint: endpointForALook(deps) }
  return planned(deps, siteId, dateModelWorkflow.of(params))
}

/** A relation may lead to the class itself, which nobody knows yet; every other one is named as models are. */
function targetOf(text: string, own: string): string {
  const plain = (name: string): string => name.trim().replace(/^\\/, '')
  return plain(text) === plain(own) ? plain(own) : modelMeant(text).name
}
