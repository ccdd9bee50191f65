import type { Database } from '../engine/database.ts'
import { toStored } from '../php/site-time.ts'
import type { Row } from '../site-double-types.ts'
import { FIRST_NAMES, FORM_FIELDS, LAST_NAMES } from './phrases.ts'
import type { Random } from './random.ts'
import type { SeededForm } from './registration-forms.ts'

/** A few people who registered for an event, some of them because they were invited. */
export function seedRegistrations(database: Database, random: Random, event: Row, form: SeededForm): void {
  const table = database.table('module_calendar_registration')
  const id = Number(event['id'])
  const starts = Date.parse(`${String(event['startdate']).replace(' ', 'T')}Z`)
  const people = random.below(4)
  for (let i = 0; i < people; i++) {
    const registration = table.nextId
    const submitted = starts - random.between(1, 40) * 86_400_000
    table.load({
      id: registration,
      event_id: id,
      date: Math.floor(starts / 1000),
      submission_date: toStored(new Date(submitted)),
      type: 1,
      invite_id: random.chance(0.3) ? seedInvitation(database, random, id, submitted) : null,
      user_id: 0,
      lang_id: random.between(1, 2),
      export: 0,
      payment_method: 0,
      paid: 0
    })
    seedAnswers(database, random, registration, form)
  }
}

function seedInvitation(database: Database, random: Random, event: number, submitted: number): number {
  const table = database.table('module_calendar_invite')
  const id = table.nextId
  table.load({
    id,
    event_id: event,
    date: Math.floor(submitted / 1000) - 86_400,
    invitee_type: '-',
    invitee_id: 0,
    email: `gast-${id}@example.ch`,
    token: random.hex(32)
  })
  return id
}

function seedAnswers(database: Database, random: Random, registration: number, form: SeededForm): void {
  const first = random.pick(FIRST_NAMES)
  const last = random.pick(LAST_NAMES)
  const values: Readonly<Record<string, string>> = {
    salutation: random.chance(0.5) ? '1' : '2',
    firstname: first,
    lastname: last,
    mail: `gast-${registration}@example.ch`,
    select: String(random.between(1, 3)),
    textarea: ''
  }
  form.fieldIds.forEach((field, index) => {
    const value = values[FORM_FIELDS[index]![0]] ?? ''
    database
      .table('module_calendar_registration_form_field_value')
      .load({ reg_id: registration, field_id: field, value })
  })
}
