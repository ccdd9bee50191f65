import type { Model, ModelAssociation, ModelField, ModelName } from '../model.ts'
import { shortNameOf } from '../short-name.ts'

/** A to-one or many-to-many relation that the class itself holds. */
export interface AddedRelation {
  readonly name: string
  readonly target: ModelName
  readonly kind: 'manyToOne' | 'manyToMany'
}

/** A class that the catalogue does not know, as a person described it and a site showed it. */
export interface AddedModel {
  readonly name: ModelName
  /** Fields of the identifier in the site's order; `relation`: the value is the id of that relation's entity (F19). */
  readonly identifier: readonly { readonly name: string; readonly relation: string | null }[]
  readonly relations: readonly AddedRelation[]
  readonly fields: readonly { readonly name: string; readonly type: string }[]
  /** The field in which the site itself notes when an entity was last saved; absent where nobody named one. */
  readonly changeDate?: string
}

/** Keeps classes that were added by hand. */
export interface AddedModels {
  list(): AddedModel[]
  /** Takes the place of an earlier description of the same class. */
  put(model: AddedModel): void
  remove(name: ModelName): void
}

/** An added class as the rest of the program sees a model. Whole numbers are the only ids that can be told apart on a replica. */
export function modelFrom({ name, identifier, relations, fields, changeDate }: AddedModel): Model {
  const generated = identifier.length === 1 && identifier[0]!.relation === null
  const inIdentifier = new Set(identifier.map(field => field.name))
  return {
    name,
    shortName: shortNameOf(name),
    table: '',
    identifier: identifier.map(({ name: field, relation }) => ({
      name: field,
      type: 'integer',
      generated,
      ...(relation === null ? {} : { association: relation })
    })),
    fields: [
      ...identifier.map(({ name: field }): ModelField => ({ name: field, type: 'integer', nullable: false })),
      ...fields
        .filter(field => !inIdentifier.has(field.name))
        .map(({ name: field, type }): ModelField => ({ name: field, type, nullable: true }))
    ],
    associations: relations.map(({ name: relation, target, kind }): ModelAssociation => ({
      name: relation,
      target,
      kind,
      owning: true,
      nullable: true,
      cascades: false
    })),
    ...(changeDate === undefined ? {} : { changeDate })
  }
}
