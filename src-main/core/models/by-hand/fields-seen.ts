import type { Entity, FieldValue } from '../../sync/entity.ts'
import type { AddedModel } from './added-model.ts'

/** Fields as entities of the class show them, each with the kind of value that it holds. What is no plain value is not among them. */
export function fieldsSeen(entities: readonly Entity[]): AddedModel['fields'] {
  const types = new Map<string, string | null>()
  for (const { fields } of entities)
    for (const [name, value] of Object.entries(fields))
      if ((types.get(name) ?? null) === null && !name.startsWith('__')) types.set(name, kindOf(value))
  return [...types].map(([name, type]) => ({ name, type: type ?? 'string' }))
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/** Null where the value tells nothing. Dates have to be known as such: each site writes them with an offset of its own (F13). */
export function kindOf(value: FieldValue): string | null {
  if (value === null || value === '') return null
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return 'integer'
  return instant.test(value) || value === '0000-00-00 00:00:00' ? 'datetime' : 'string'
}
