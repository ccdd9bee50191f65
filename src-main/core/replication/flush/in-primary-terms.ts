import type { EntityId, Model, ModelName } from '../../models/model.ts'
import type { Entity } from '../../sync/entity.ts'
import type { Evidence } from './classify.ts'

/** A replica's entity by the ids of its primary, as it would be sent again. What it names that has no mapping keeps its own id. */
export function inPrimaryTerms(
  model: Model,
  foreignId: EntityId,
  { fields, toOne, toMany }: Entity,
  { translate }: Pick<Evidence, 'translate'>
): Entity {
  const target = (name: string): ModelName =>
    model.associations.find(association => association.name === name)!.target
  const bring = (name: string, id: EntityId): EntityId => translate(target(name), id) ?? id
  return {
    id: foreignId,
    fields: { ...fields },
    toOne: Object.fromEntries(Object.entries(toOne).map(([name, id]) => [name, id && bring(name, id)])),
    toMany: Object.fromEntries(
      Object.entries(toMany).map(([name, ids]) => [name, ids.map(id => bring(name, id))])
    )
  }
}
