import type { Database } from '../engine/database.ts'
import { toStored, ZERO_DATE } from '../php/site-time.ts'
import type { Row } from '../site-double-types.ts'
import { eventRow } from './event-row.ts'
import { CATEGORIES, OCCASIONS, ORGANISERS, PLACES, SENTENCES } from './phrases.ts'
import type { Random } from './random.ts'
import { seedForms } from './registration-forms.ts'
import { seedRegistrations } from './registrations.ts'

const LANGUAGES = [1, 2] as const
/** Seeded events begin in the years from here; a fixed time, so that the same seed gives the same calendar for ever. */
const FIRST_DAY = Date.UTC(2024, 0, 1)
const DAYS = 1200

/** A calendar: categories, forms, events with texts in two languages, some registrations and invitations. */
export function seedCalendar(database: Database, random: Random, events: number): void {
  const categories = seedCategories(
    database,
    Math.min(CATEGORIES.length, Math.max(2, Math.ceil(events / 12)))
  )
  const forms = seedForms(database, Math.min(5, Math.max(1, Math.ceil(events / 40))))
  const table = database.table('module_calendar_event')
  for (let i = 0; i < events; i++) {
    const id = table.nextId
    const form = random.pick(forms)
    const place = random.pick(PLACES)
    const start = FIRST_DAY + random.below(DAYS) * 86_400_000 + random.between(28, 84) * 900_000
    const row = eventRow({
      id,
      registration_form: form.id,
      startdate: toStored(new Date(start)),
      enddate: toStored(new Date(start + random.between(2, 20) * 900_000)),
      series_pattern_end_date: ZERO_DATE,
      priority: random.between(1, 5),
      registration: random.chance(0.4) ? 1 : 0,
      registration_num: String(random.between(1, 20) * 10),
      pic: random.chance(0.5) ? `images/content/anlass-${random.between(1, 40)}.jpg` : '',
      place_street: place[3],
      place_zip: place[2],
      org_email: `info-${random.between(1, 60)}@example.ch`
    })
    table.load(row)
    seedTexts(database, random, id, place)
    seedMembership(database, random, id, categories)
    if (row['registration'] === 1) seedRegistrations(database, random, row, form)
  }
}

function seedCategories(database: Database, count: number): number[] {
  const table = database.table('module_calendar_category')
  const names = database.table('module_calendar_category_name')
  return CATEGORIES.slice(0, count).map((name, index) => {
    const id = table.nextId
    table.load({ id, pos: index, status: 1 })
    for (const language of LANGUAGES) names.load({ cat_id: id, lang_id: language, name: name[language - 1]! })
    return id
  })
}

function seedTexts(database: Database, random: Random, event: number, place: (typeof PLACES)[number]): void {
  const occasion = random.pick(OCCASIONS)
  const sentences = [random.pick(SENTENCES), random.pick(SENTENCES), random.pick(SENTENCES)]
  const organiser = random.pick(ORGANISERS)
  for (const language of LANGUAGES) {
    const at = language - 1
    const paragraphs = sentences.map(sentence => `<p>${sentence[at]}</p>`).join('\r\n')
    const row: Row = {
      event_id: event,
      lang_id: language,
      title: `${occasion[at]} ${place[1]} (${event})`,
      teaser: random.chance(0.3) ? null : sentences[0]![at]!,
      description: `<h2>${occasion[at]}</h2>\r\n${paragraphs}`,
      redirect: '',
      place: place[0],
      place_city: place[1],
      place_country: language === 1 ? 'Schweiz' : 'Switzerland',
      org_name: `${organiser} ${place[1]}`,
      org_city: place[1],
      org_country: language === 1 ? 'Schweiz' : 'Switzerland'
    }
    database.table('module_calendar_event_field').load(row)
  }
}

function seedMembership(
  database: Database,
  random: Random,
  event: number,
  categories: readonly number[]
): void {
  const chosen = new Set([random.pick(categories)])
  if (random.chance(0.25)) chosen.add(random.pick(categories))
  for (const category of [...chosen].sort((left, right) => left - right)) {
    database.table('module_calendar_events_categories').load({ event_id: event, category_id: category })
  }
}
