import { answeredNo } from '../../fleet/answered-no.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import { AppError, asAppError } from '../../shared/app-error.ts'
import { asShape, asJson } from '../../shared/json.ts'
import type { Notes } from '../../shared/ports.ts'
import { Shelf } from '../../shared/shelf.ts'
import type { Entity } from '../../sync/entity.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import type { LinkRepository } from '../../topology/link-repository.ts'
import type { Model } from '../model.ts'
import { assertUnused } from './assert-unused.ts'
import { modelFrom, type AddedModel, type AddedModels } from './added-model.ts'
import { assertChangeDate } from './assert-change-date.ts'
import { fieldsSeen } from './fields-seen.ts'

/** Entities that are looked at: enough to see each field with a value. */
const looked = 200

/** Classes as a site showed them, by name. */
const seenModels = (notes: Notes): Shelf<AddedModel> => new Shelf(notes, 'model-seen/')

/** The class as the site showed it; fails with 'step-failed' where nobody looked. */
export function seenOf({ notes }: { readonly notes: Notes }, { name }: AddedModel): AddedModel {
  const seen = seenModels(notes).get(name)
  if (!seen) throw new AppError('step-failed', 'The class was not looked at. Make a new plan.', {})
  return seen
}

/** What a look showed is of no use any more. */
export function forgetSeen({ notes }: { readonly notes: Notes }, { name }: AddedModel): void {
  seenModels(notes).remove(name)
}

/** The site knows the class, and its entities have the identifier that was named. Notes their fields; writes nothing on the site. */
export function probeModel(
  { notes }: { readonly notes: Notes },
  siteId: SiteId,
  endpoint: string,
  model: AddedModel
): Step {
  async function seen(site: SiteReader): Promise<AddedModel> {
    const entities = await firstEntities(site, endpoint, model)
    refuseOtherIds(model, entities)
    const named = new Map([...fieldsSeen(entities), ...model.fields].map(field => [field.name, field]))
    const relations = new Set(model.relations.map(({ name }) => name))
    const fields = [...named.values()].filter(({ name }) => !relations.has(name))
    if (entities.length === 0 && model.fields.length === 0)
      throw new AppError(
        'model-without-fields',
        `${site.site.name} knows ${model.name}, and has no entity that would show its fields. Name them with --field, or look on a site that has some.`,
        { model: model.name, site: site.site.name }
      )
    assertChangeDate({ ...model, fields }, entities)
    return { ...model, fields }
  }

  return {
    id: `${siteId}/probe/${model.name}`,
    kind: 'probe-model',
    siteId,
    onlyChecks: true,
    async look({ reader }) {
      const site = reader(siteId)
      // Before the endpoint is there nobody can look: a plan takes the step as open.
      if ((await site.permission(endpoint)) === 'none') return { done: false, effects: [], result: null }
      return { done: true, effects: [], result: asJson(await seen(site)) }
    },
    async act({ reader }) {
      await seen(reader(siteId))
    },
    settled: ({ result }) => seenModels(notes).set(model.name, asShape(result)),
    inverse: () => null
  }
}

async function firstEntities(site: SiteReader, endpoint: string, added: AddedModel): Promise<Entity[]> {
  const first = async (model: Model): Promise<Entity[]> => {
    const pages = site.entityPages({ endpoint, model }, { pageSize: looked, ahead: false })
    for await (const page of pages) return page
    return []
  }
  try {
    // A list by numbers is refused where the ids are none: then they are looked at as texts, to say so.
    return await first(modelFrom(added)).catch(() => first(asTexts(added)))
  } catch (thrown) {
    if (!answeredNo(thrown)) throw thrown
    throw new AppError(
      'model-not-there',
      `${site.site.name} cannot read ${added.name}: ${asAppError(thrown).message} Check the class, its identifier, and that its component is installed there.`,
      { model: added.name, site: site.site.name },
      { cause: thrown }
    )
  }
}

function asTexts(added: AddedModel): Model {
  const model = modelFrom(added)
  return { ...model, identifier: model.identifier.map(field => ({ ...field, type: 'string' })) }
}

/** Text ids cannot be told apart for sure (the catalogue refuses such classes, too), and a wrong identifier names no entity. */
function refuseOtherIds(model: AddedModel, entities: readonly Entity[]): void {
  const odd = entities.find(({ id }) => {
    const parts = id.split('/')
    return parts.length !== model.identifier.length || !parts.every(part => /^\d+$/.test(part))
  })
  if (!odd) return
  throw new AppError(
    'model-not-replicable',
    `${model.name} is not replicated: its ids are texts, such as '${odd.id}', which a replica cannot tell apart for sure. Choose another model.`,
    { model: model.name, why: 'text-identifier' }
  )
}

interface RecordDeps {
  readonly notes: Notes
  readonly added: AddedModels
  readonly links: Pick<LinkRepository, 'list'>
}

/** Rexxfleet knows the class from here on, as the site showed it. */
export function recordModel(deps: RecordDeps, model: AddedModel): Step {
  const { added } = deps
  const effect: Effect = { act: 'create', what: 'model', name: model.name }
  return {
    id: `model/${model.name}`,
    kind: 'record-model',
    siteId: null,
    look: async () => ({ done: isKnown(added, model.name), effects: [effect], result: null }),
    async act() {
      added.put(seenOf(deps, model))
      forgetSeen(deps, model)
    },
    inverse: () => forgetModel(deps, model)
  }
}

function forgetModel(deps: RecordDeps, model: AddedModel): Step {
  const { added, notes, links } = deps
  const effect: Effect = { act: 'remove', what: 'model', name: model.name }
  return {
    id: `model/forget/${model.name}`,
    kind: 'forget-model',
    siteId: null,
    async look() {
      const done = !isKnown(added, model.name)
      if (!done) assertUnused(model.name, links.list(), added.list())
      return { done, effects: [effect], result: null }
    },
    async act() {
      const seen = added.list().find(({ name }) => name === model.name)!
      seenModels(notes).set(model.name, seen)
      added.remove(model.name)
    },
    inverse: () => recordModel(deps, model)
  }
}

function isKnown(added: AddedModels, wanted: string): boolean {
  return added.list().some(({ name }) => name === wanted)
}
