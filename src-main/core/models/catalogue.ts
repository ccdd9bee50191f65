import { AppError } from '../shared/app-error.ts'
import raw from './catalogue.json' with { type: 'json' }
import { modelFrom, type AddedModel } from './by-hand/added-model.ts'
import type { Model, ModelAssociation, ModelName } from './model.ts'
import { shortNameOf } from './short-name.ts'

interface RawModel {
  name: string
  table: string
  identifier: { name: string; type: string; generated?: boolean; association?: string }[]
  fields: { name: string; type: string; nullable?: boolean }[]
  associations: {
    name: string
    kind: string
    target: string
    owning?: boolean
    nullable?: boolean
    cascades?: boolean
  }[]
}

function modelOf(entry: RawModel): Model {
  return {
    name: entry.name,
    shortName: shortNameOf(entry.name),
    table: entry.table,
    identifier: entry.identifier.map(field => ({ ...field, generated: field.generated === true })),
    fields: entry.fields.map(field => ({ ...field, nullable: field.nullable === true })),
    associations: entry.associations.map(association => ({
      name: association.name,
      kind: association.kind as ModelAssociation['kind'],
      target: association.target,
      owning: association.owning === true,
      nullable: association.nullable === true,
      cascades: association.cascades === true
    }))
  }
}

/** Every model of Cloudrexx 5 that has an identifier. */
export const catalogue: readonly Model[] = (raw as RawModel[]).map(modelOf)

const byName = new Map(catalogue.map(model => [model.name, model]))

/** Classes that were added by hand: one program works in a process, on one database that holds them. */
let byHand = new Map<ModelName, Model>()

/** From here on these classes are known beside those of the catalogue, and no others. */
export function knowByHand(added: readonly AddedModel[]): void {
  byHand = new Map(added.map(model => [model.name, modelFrom(model)]))
}

export function isByHand(name: ModelName): boolean {
  return byHand.has(name)
}

/** Every model that is known: the catalogue's, and those that were added by hand. */
export function allModels(): Model[] {
  return [...catalogue, ...byHand.values()]
}

/** The model of this class, or null. */
export function findModel(name: ModelName): Model | null {
  return byName.get(name) ?? byHand.get(name) ?? null
}

/** The model of a class that the catalogue is known to hold. */
export function modelNamed(name: ModelName): Model {
  const model = findModel(name)
  if (!model) throw unknownModel(name)
  return model
}

/**
 * The model that a user means: by class, by short name, or by the last part of the class where only one has it; capitals do not count.
 * Fails with 'unknown-model', which names what was probably meant.
 */
export function modelMeant(text: string): Model {
  const wanted = text.trim().replace(/^\\/, '').toLowerCase()
  const models = allModels()
  const exact = models.filter(
    model => model.name.toLowerCase() === wanted || model.shortName.toLowerCase() === wanted
  )
  if (exact[0]) return exact[0]
  const loose = models.filter(model => model.name.toLowerCase().endsWith(`\\${wanted}`))
  if (loose.length === 1) return loose[0]!
  throw unknownModel(
    text,
    loose.length > 0 ? loose : models.filter(model => model.shortName.toLowerCase().includes(wanted))
  )
}

function unknownModel(text: string, near: readonly Model[] = []): AppError {
  const names = near.slice(0, 5).map(model => model.shortName)
  const hint =
    names.length > 0 ? ` Did you mean ${names.join(', ')}?` : ' `rexxfleet model list` shows all of them.'
  return new AppError('unknown-model', `There is no model called '${text}'.${hint}`, {
    model: text,
    near: names
  })
}
