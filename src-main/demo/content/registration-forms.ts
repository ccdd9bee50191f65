import type { Database } from '../engine/database.ts'
import { FORM_FIELDS } from './phrases.ts'

/** A form with the ids of its fields. */
export interface SeededForm {
  readonly id: number
  readonly fieldIds: readonly number[]
}

/** Registration forms with fields, and the fields' names in two languages. */
export function seedForms(database: Database, count: number): SeededForm[] {
  const forms = database.table('module_calendar_registration_form')
  return Array.from({ length: count }, (_, index) => {
    const id = forms.nextId
    forms.load({ id, status: 1, order: index, title: `Anmeldung ${id}` })
    return { id, fieldIds: FORM_FIELDS.map((_field, order) => seedField(database, id, order)) }
  })
}

function seedField(database: Database, form: number, order: number): number {
  const fields = database.table('module_calendar_registration_form_field')
  const names = database.table('module_calendar_registration_form_field_name')
  const [type, required, german, english, choices] = FORM_FIELDS[order]!
  const id = fields.nextId
  fields.load({ id, form, type, required, order, affiliation: 'form' })
  for (const [index, name] of [german, english].entries()) {
    names.load({ field_id: id, form_id: form, lang_id: index + 1, name, default: choices })
  }
  return id
}
