import { changeDateOf } from '../models/change-date.ts'
import type { EntityId, Model, ModelName } from '../models/model.ts'
import type { Entity, FieldValue } from './entity.ts'

/** A hash of text, long enough that two different texts never meet (128 bits or more), as short text. */
export type Hash = (text: string) => string

/** Finds the other side's id of a related entity; null where nothing is mapped. */
export type Translate = (model: ModelName, id: EntityId) => EntityId | null

export const zeroDate = '0000-00-00 00:00:00'

const dateTypes = new Set(['datetime', 'timestamp', 'date'])

/**
 * One value in the form in which two sites can be compared: instants for dates (F13), text for numbers, 1 and 0 for booleans, and the
 * empty text for NULL, which the API cannot write (F15).
 */
export function canonicalValue(value: FieldValue, type: string): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'number') return String(value)
  if (dateTypes.has(type)) return canonicalDate(value)
  if (type === 'boolean') return value === '' || value === '0' || value === 'false' ? '0' : '1'
  if (type === 'decimal' || type === 'float')
    return value !== '' && Number.isFinite(Number(value)) ? String(Number(value)) : value
  return value
}

function canonicalDate(value: string): string {
  if (value === '' || value === zeroDate) return value
  const instant = Date.parse(value)
  return Number.isNaN(instant) ? value : `@${instant}`
}

/**
 * An entity as name and canonical value, relations with the primary's ids. The identifier and the date of the last save are left out: each
 * site gives its own.
 */
export type CanonicalEntity = ReadonlyMap<string, string>

const nothing = ''
/** What a reference reads as when its target has no counterpart on the other side: equal to no id. */
const unmapped = '?'

/** Fields of the identifier that are the same on both sides belong to the id; the rest is the site's own. */
function ownFields(model: Model): { name: string; type: string }[] {
  const identifier = new Set(model.identifier.map(field => field.name))
  return model.fields.filter(({ name }) => !identifier.has(name) && name !== changeDateOf(model))
}

/**
 * Entities of one model, made comparable. `translate` brings related ids into the primary's terms: the identity for the primary itself,
 * the mappings read backwards for a replica.
 */
export function canonicalForm(model: Model, translate: Translate): (entity: Entity) => CanonicalEntity {
  const fields = ownFields(model)
  const relations = model.associations.filter(association => association.owning)
  return entity => {
    const form = new Map<string, string>()
    for (const { name, type } of fields) form.set(name, canonicalValue(entity.fields[name] ?? null, type))
    for (const { name, kind, target } of relations) {
      if (kind === 'manyToMany') {
        const ids = (entity.toMany[name] ?? []).map(id => translate(target, id) ?? unmapped + id)
        form.set(name, ids.sort().join(','))
      } else {
        const id = entity.toOne[name] ?? null
        form.set(name, id === null ? nothing : (translate(target, id) ?? unmapped + id))
      }
    }
    return form
  }
}

/** The hash by which two canonical entities are equal or not. */
export function canonicalHash(form: CanonicalEntity, hash: Hash): string {
  let text = ''
  for (const [name, value] of form) text += `${name}\u0000${value}\u0001`
  return hash(text)
}

/** The names of the fields in which two canonical entities of one model differ. */
export function differingFields(one: CanonicalEntity, other: CanonicalEntity): string[] {
  return [...one.keys()].filter(name => one.get(name) !== other.get(name))
}
