import { calendarModel as calendar } from './calendar.ts'
import { findModel, modelNamed } from './catalogue.ts'
import { parentsFirst, parentsOf } from './dependencies.ts'
import type { Model, ModelName } from './model.ts'

/** Models without which an entity is only half of itself: an event without its texts, a form without its fields. */
const parts: ReadonlyMap<ModelName, readonly ModelName[]> = new Map([
  [calendar('Event'), [calendar('EventField')]],
  [calendar('Category'), [calendar('CategoryName')]],
  [calendar('RegistrationForm'), [calendar('RegistrationFormField')]],
  [calendar('RegistrationFormField'), [calendar('RegistrationFormFieldName')]]
])

/** The models of which an entity of this one is made up, beside its own fields. */
export function partsOf(whole: ModelName): readonly ModelName[] {
  return parts.get(whole) ?? []
}

/** Models that hold what people told the site about themselves: replicated only when they are chosen by name. */
const aboutPeople: ReadonlySet<ModelName> = new Set(
  ['Registration', 'RegistrationFormFieldValue', 'Invite', 'Mail'].map(calendar)
)

export function isAboutPeople(model: ModelName): boolean {
  return aboutPeople.has(model)
}

/** A model of a link and why it is there. */
export interface Included {
  readonly model: Model
  /** Null: it was chosen. */
  readonly because: { readonly of: ModelName; readonly why: 'parent' | 'part' } | null
}

/**
 * The chosen models with all that they bring along: the models that their entities name by id, which have to be on the replica first
 * (F18), and the parts without which they are not whole. Parents first.
 */
export function withAllTheyNeed(chosen: readonly Model[]): Included[] {
  const included = new Map<ModelName, Included>(chosen.map(model => [model.name, { model, because: null }]))
  const queue = [...chosen]
  const bring = (name: ModelName, of: ModelName, why: 'parent' | 'part'): void => {
    const model = findModel(name)
    if (!model || included.has(name)) return
    included.set(name, { model, because: { of, why } })
    queue.push(model)
  }
  for (let model = queue.shift(); model; model = queue.shift()) {
    for (const parent of parentsOf(model)) bring(parent, model.name, 'parent')
    for (const part of partsOf(model.name)) bring(part, model.name, 'part')
  }
  return parentsFirst([...included.keys()]).map(name => included.get(name)!)
}

/** What choosing one model brings along, itself left out. */
export function broughtAlong(model: Model): Model[] {
  return withAllTheyNeed([model])
    .map(included => included.model)
    .filter(other => other.name !== model.name)
    .map(other => modelNamed(other.name))
}
