import { modelNamed } from '../../models/catalogue.ts'
import { withAllTheyNeed, type Included } from '../../models/closure.ts'
import type { Model, ModelName } from '../../models/model.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Link } from '../../topology/link.ts'

/**
 * The models that a link carries after an edit, with what they bring along. What was only brought along goes with what brought it; what
 * something else still needs stays, and dropping it by name is refused.
 */
export function changedModels(link: Link, add: readonly Model[], drop: readonly Model[]): Included[] {
  const dropped = new Set(drop.map(({ name }) => name))
  const torn = add.find(({ name }) => dropped.has(name))
  if (torn) {
    throw new AppError(
      'invalid-input',
      `${torn.shortName} cannot be added and dropped at once. Say one of them.`,
      {
        model: torn.name
      }
    )
  }
  const missing = drop.find(({ name }) => !link.models.some(({ model }) => model === name))
  if (missing) {
    throw new AppError('invalid-input', `The link does not carry ${missing.shortName}.`, {
      model: missing.name
    })
  }
  const chosen = link.models.filter(({ model, because }) => !because && !dropped.has(model))
  const wanted = new Map<ModelName, Model>()
  for (const model of [...chosen.map(one => modelNamed(one.model)), ...add]) wanted.set(model.name, model)
  const after = withAllTheyNeed([...wanted.values()])
  const needed = after.find(({ model }) => dropped.has(model.name))
  if (needed) {
    const by = needed.because ? modelNamed(needed.because.of).shortName : needed.model.shortName
    throw new AppError(
      'invalid-input',
      `${needed.model.shortName} cannot be dropped: ${by} is not whole without it. Drop ${by} instead.`,
      { model: needed.model.name, needs: by }
    )
  }
  if (after.length === 0) {
    throw new AppError('invalid-input', 'A link without models is none. Deregister it instead.', {})
  }
  return after
}
