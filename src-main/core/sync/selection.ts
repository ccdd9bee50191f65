import { modelNamed } from '../models/catalogue.ts'
import { parentsFirst } from '../models/dependencies.ts'
import type { EntityId, ModelAssociation, ModelName } from '../models/model.ts'
import { wholesOf } from '../models/wholes.ts'
import type { LinkModel } from '../topology/link.ts'
import type { Entity } from './entity.ts'

/** Whether the link carries an entity, by the primary's id. */
export type IsSelected = (foreignId: EntityId) => boolean

/**
 * By which relations each model follows a choice: entities of it go along only with what they belong to, a text with its event. A model of
 * which entities were chosen themselves follows nothing: what was chosen by name is never left out without a word, it is blocked. Models
 * that follow nothing are not in it.
 */
export function followers(
  models: readonly Pick<LinkModel, 'model' | 'ids'>[]
): ReadonlyMap<ModelName, readonly ModelAssociation[]> {
  const follows = new Map<ModelName, readonly ModelAssociation[]>()
  const chosen = new Set(models.filter(({ ids }) => ids !== null).map(({ model }) => model))
  for (const name of parentsFirst(models.map(({ model }) => model))) {
    if (chosen.has(name)) continue
    const wholes = wholesOf(modelNamed(name)).filter(
      ({ target }) => chosen.has(target) || follows.has(target)
    )
    if (wholes.length > 0) follows.set(name, wholes)
  }
  return follows
}

/** Whether all that an entity of the replica belongs to is carried; where the replica does not tell, it is not. */
export function belongsToSelected(
  entity: Entity,
  wholes: readonly ModelAssociation[],
  foreignId: (model: ModelName, localId: EntityId) => EntityId | null,
  selected: ReadonlyMap<ModelName, IsSelected>
): boolean {
  return wholes.every(({ name, target }) => {
    const whole = entity.toOne[name]
    if (whole === undefined || whole === null) return false
    const there = foreignId(target, whole)
    return there !== null && (selected.get(target)?.(there) ?? true)
  })
}
