import { findModel } from './catalogue.ts'
import type { Model, ModelName } from './model.ts'

/**
 * What Cloudrexx looks for when an entity of the models is saved, and so ends in a fatal error without: to-one relations, what saving cascades
 * to, and so on from there (F26). Of the models themselves those that others of them lead to.
 */
export function savedAlong(models: readonly Model[]): Model[] {
  const reached = new Map<ModelName, Model>()
  const walked = new Set<ModelName>()
  const open = [...models]
  for (let model = open.shift(); model; model = open.shift()) {
    if (walked.has(model.name)) continue
    walked.add(model.name)
    for (const { kind, cascades, target } of model.associations) {
      if (!cascades && kind !== 'manyToOne' && kind !== 'oneToOne') continue
      const related = findModel(target)
      if (!related) continue
      reached.set(target, related)
      open.push(related)
    }
  }
  return [...reached.values()]
}
