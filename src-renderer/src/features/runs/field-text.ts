import type { ItemView } from '@contract/run-shapes.ts'

type FieldValue = ItemView['differences'][number]['primary']

/** A field's value to read; null for what is empty, which the table says in its own word. */
export function fieldText(value: FieldValue): string | null {
  if (value === null || value === '') return null
  return Array.isArray(value) ? value.join(', ') : String(value)
}
