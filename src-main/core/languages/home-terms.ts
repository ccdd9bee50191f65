import { modelNamed } from '../models/catalogue.ts'
import type { EntityId, Model, ModelName } from '../models/model.ts'
import type { Entity } from '../sync/entity.ts'
import type { Link } from '../topology/link.ts'
import { inverseOf, namesLanguages } from './language-map.ts'
import { translationOf } from './translation.ts'

/**
 * A link names entities in the replica's languages; its twin names the same ones in those of this link's primary. This leads from the one to
 * the other: for ids of either side, and for what an entity holds.
 */
export interface HomeTerms {
  id(model: ModelName, id: EntityId): EntityId
  entity(model: Model, entity: Entity): Entity
}

export function homeTerms({ languages }: Pick<Link, 'languages'>): HomeTerms {
  if (!namesLanguages(languages)) return { id: (_model, id) => id, entity: (_model, entity) => entity }
  const back = inverseOf(languages)
  return {
    id: (model, id) => translationOf(modelNamed(model), back)?.id(id) ?? id,
    entity: (model, entity) => translationOf(model, back)?.entity(entity) ?? entity
  }
}
