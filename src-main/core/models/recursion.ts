import { findModel } from './catalogue.ts'
import type { Model, ModelAssociation } from './model.ts'

/** The options that a data source needs so that its relations can be read (F12): on, with every branch pruned that nobody needs. */
export interface Recursion {
  /** Relations that have to be told: their branches must not be pruned by anybody. */
  readonly told: readonly string[]
  readonly skipped: readonly string[]
}

/** What a nested entity would be unfolded into: to-one and many-to-many associations, from whichever side. */
const unfolds = ({ kind }: ModelAssociation): boolean => kind !== 'oneToMany'

/**
 * Which recursion a model needs, or null: a relation that stands in the identifier is known without (F19), and the nested entities
 * themselves are of no interest beyond their ids.
 */
export function recursionFor(model: Model): Recursion | null {
  const inIdentifier = new Set(model.identifier.flatMap(field => field.association ?? []))
  const relations = model.associations.filter(({ owning, name }) => owning && !inIdentifier.has(name))
  if (relations.length === 0) return null
  const unfolded = model.associations.filter(unfolds)
  const skipped = unfolded.flatMap(({ name, target, owning }) => {
    if (!owning) return [name]
    const beyond = (findModel(target)?.associations ?? []).filter(unfolds)
    return beyond.map(association => `${name}.${association.name}`)
  })
  return { told: relations.map(({ name }) => name), skipped }
}
