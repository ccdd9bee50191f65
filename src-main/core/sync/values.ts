import type { EntityId, Model } from '../models/model.ts'
import { idParts } from '../models/model.ts'
import { zeroDate } from './canonical.ts'
import type { Entity, FieldValue } from './entity.ts'

/**
 * What a push of an entity sends: every field and relation by name, identifier included, with the sender's ids (F18). The client leaves
 * out NULL, which cannot be written (F15).
 */
export function pushValues(model: Model, entity: Entity): Record<string, FieldValue | readonly EntityId[]> {
  const values: Record<string, FieldValue | readonly EntityId[]> = {}
  for (const [index, field] of model.identifier.entries())
    values[field.name] = idParts(entity.id)[index] ?? null
  for (const { name } of model.fields) if (!(name in values)) values[name] = entity.fields[name] ?? null
  for (const { name, kind, owning } of model.associations) {
    if (!owning) continue
    values[name] = kind === 'manyToMany' ? (entity.toMany[name] ?? []) : (entity.toOne[name] ?? null)
  }
  return values
}

/** A value as a person reads it in a difference. */
export function shownValue(entity: Entity, name: string): FieldValue | readonly EntityId[] {
  const value = entity.fields[name] ?? entity.toOne[name] ?? entity.toMany[name] ?? null
  return value === zeroDate ? null : value
}
