import { idParts, joinId, type EntityId, type Model } from '../models/model.ts'
import { languageFieldsOf, type LanguageField } from '../models/plain-ids.ts'
import { AppError } from '../shared/app-error.ts'
import type { Entity, FieldValue } from '../sync/entity.ts'
import { translated, type LanguageMap } from './language-map.ts'

/** What of one model changes when its languages have other ids on the other side. */
export interface Translation {
  /** Fails with 'language-unmapped' where a language has no counterpart. */
  entity(entity: Entity): Entity
  /** The same for an id alone; null where its language has no counterpart. */
  id(id: EntityId): EntityId | null
}

/** Null where entities of the model name no language: they are the same on both sides. */
export function translationOf(model: Model, languages: LanguageMap): Translation | null {
  const fields = languageFieldsOf(model)
  if (fields.length === 0) return null
  const at = model.identifier.findIndex(({ name }) => fields.some(({ field }) => field === name))
  const id = (own: EntityId): EntityId | null => {
    if (at === -1) return own
    const parts = idParts(own)
    const other = translated(languages, parts[at] ?? '')
    return other === null ? null : joinId(parts.with(at, other))
  }
  return {
    id,
    entity(entity) {
      const changed = fields.flatMap(field => {
        const value = entity.fields[field.field]
        if (value === undefined) return []
        return [[field.field, inOtherTerms(model, field, value, languages)] as const]
      })
      return {
        ...entity,
        id: id(entity.id) ?? unmapped(model, entity.id),
        fields: { ...entity.fields, ...Object.fromEntries(changed) }
      }
    }
  }
}

function inOtherTerms(
  model: Model,
  { list }: LanguageField,
  value: FieldValue,
  languages: LanguageMap
): FieldValue {
  if (value === null || typeof value === 'boolean') return value
  const one = (id: string): string => translated(languages, id.trim()) ?? unmapped(model, id)
  if (list) return String(value).split(',').map(one).join(',')
  const other = one(String(value))
  return typeof value === 'number' ? Number(other) : other
}

function unmapped({ shortName }: Model, of: string): never {
  throw new AppError(
    'language-unmapped',
    `A language of ${shortName} (${of}) has no counterpart: its id stands for another language on the other side. Name its pair with \`rexxfleet link edit <link> --language …\`.`,
    { model: shortName, language: of }
  )
}
