import type { Model } from '../models/model.ts'
import { AppError } from '../shared/app-error.ts'
import type { Entity } from './entity.ts'

/**
 * Relations that a site does not tell must never be taken for relations that are not there: the entity would be sent without them.
 * Fails with 'run-stopped' where the data source lost its recurse option (F12).
 */
export function requireRelations(model: Model, entity: Entity): void {
  const untold = model.associations.find(
    ({ owning, kind, name }) => owning && kind !== 'manyToMany' && entity.toOne[name] === undefined
  )
  if (!untold) return
  throw new AppError(
    'run-stopped',
    `The site does not tell '${untold.name}' of ${model.shortName}: the recurse option of its data source was taken away. Set the link up again.`,
    { model: model.name, relation: untold.name }
  )
}
