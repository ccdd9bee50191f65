import { findModel } from './catalogue.ts'
import type { Model, ModelName } from './model.ts'

/** Models whose entities a model's own entities name by id: they have to be on the replica first (F18). */
export function parentsOf(model: Model): ModelName[] {
  const owning = model.associations.filter(association => association.owning)
  return [...new Set(owning.map(association => association.target))]
}

/** Whether entities of a model name others of the same model, as those of a tree do. */
export function namesItsOwn({ associations, name }: Model): boolean {
  return associations.some(({ owning, target }) => owning && target === name)
}

/** The models in an order in which parents come before children; what a ring holds together keeps the given order. */
export function parentsFirst(names: readonly ModelName[]): ModelName[] {
  const wanted = new Set(names)
  const ordered = new Set<ModelName>()
  const onTheWay = new Set<ModelName>()
  const visit = (name: ModelName): void => {
    if (ordered.has(name) || onTheWay.has(name)) return
    onTheWay.add(name)
    const model = findModel(name)
    for (const parent of model ? parentsOf(model) : []) if (wanted.has(parent)) visit(parent)
    onTheWay.delete(name)
    ordered.add(name)
  }
  for (const name of names) visit(name)
  return [...ordered]
}
