import { modelNamed } from '../models/catalogue.ts'
import { AppError } from '../shared/app-error.ts'
import type { Link, LinkModel } from './link.ts'

/**
 * What a delivery makes of chosen entities; fails with 'invalid-input'. A comparison takes any. A receiver on the primary listens to an
 * entity by one id (`entityId`, F32); how an id of several parts would stand there nobody has measured. And what Cloudrexx itself pushes
 * knows no choice but its own: an entity that names one which was not chosen would be attached to whatever has that id on the replica (F18).
 */
export function assertDeliverable(
  models: readonly Pick<LinkModel, 'model' | 'ids'>[],
  delivery: Link['delivery']
): void {
  if (delivery === 'compare') return
  const chosen = models.filter(({ ids }) => ids !== null).map(({ model }) => modelNamed(model))
  const composite = chosen.find(({ identifier }) => identifier.length > 1)
  if (composite)
    throw new AppError(
      'invalid-input',
      `Entities of ${composite.shortName} have ids of several parts, and a receiver of Cloudrexx listens to single ids. Choose compare, or all of them.`,
      { model: composite.name, delivery }
    )
  if (delivery !== 'live') return
  const names = new Set(chosen.map(({ name }) => name))
  for (const one of models.map(({ model }) => modelNamed(model))) {
    const named = one.associations.find(({ owning, target }) => owning && names.has(target))
    if (!named) continue
    const whole = modelNamed(named.target).shortName
    throw new AppError(
      'invalid-input',
      `Cloudrexx would push ${one.shortName} of every ${whole}, chosen or not, and attach it to whatever has that id on the replica. Choose compare or queue, or all of ${whole}.`,
      { model: one.name, names: named.target }
    )
  }
}
