import type { Model } from '../models/model.ts'
import type { Entity } from './entity.ts'

/** Fields that tell people which entity it is, the most telling first. */
const tellingFields = ['title', 'name', 'label', 'regularExpression', 'subject', 'description'] as const

const longest = 120

/** What people would call an entity; null where its model has no telling field, or the entity nothing in it. */
export function titleOf(model: Model, entity: Entity): string | null {
  for (const field of tellingFields) {
    if (!model.fields.some(({ name }) => name === field)) continue
    const value = entity.fields[field]
    const text = typeof value === 'string' ? value.replaceAll(/\s+/g, ' ').trim() : ''
    if (text !== '') return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
  }
  return null
}
