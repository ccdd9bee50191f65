import { calendarEvent, calendarModel } from '../models/calendar.ts'
import type { ModelName } from '../models/model.ts'
import type { Entity, FieldValue } from '../sync/entity.ts'
import { absolute, absoluteInHtml } from './absolute-links.ts'

/** An entity of the primary as replicas are to hold it. */
export type Outgoing = (entity: Entity) => Entity

const registersHere = 1
const registersElsewhere = 2

/** Fields that name a file of the site: picture, attachment, map. */
const files = ['pic', 'attach', 'placeMap'] as const

/**
 * What of the calendar would lead nowhere on a replica leads to the primary instead: files, links in descriptions, and the registration
 * for an event, which stays the primary's own. Cloudrexx's own push does the same with a domain that is built into its code (F25).
 */
export function outgoingCalendar(model: ModelName, home: string): Outgoing | null {
  if (model === calendarEvent) return event => outgoingEvent(event, home)
  if (model === calendarModel('EventField')) return field => outgoingText(field, home)
  return null
}

function outgoingEvent(event: Entity, home: string): Entity {
  const changed = mapped(event.fields, files, path => absolute(path, home))
  if (Number(event.fields['registration']) === registersHere) {
    changed['registration'] = registersElsewhere
    // The placeholder is filled in where the event is shown: a series has a date for each of its elements.
    changed['registrationExternalLink'] =
      `${home}/?section=Calendar&cmd=register&id=${event.id}&date=[[SERIES_ELEMENT_STARTDATE]]`
  }
  return { ...event, fields: { ...event.fields, ...changed } }
}

function outgoingText(field: Entity, home: string): Entity {
  const changed = {
    ...mapped(field.fields, ['description', 'teaser'], html => absoluteInHtml(html, home)),
    ...mapped(field.fields, ['redirect'], path => absolute(path, home))
  }
  return { ...field, fields: { ...field.fields, ...changed } }
}

function mapped(
  fields: Entity['fields'],
  names: readonly string[],
  change: (text: string) => string
): Record<string, FieldValue> {
  const found = names.flatMap(name => {
    const value = fields[name]
    return typeof value === 'string' ? [[name, change(value)] as const] : []
  })
  return Object.fromEntries(found)
}
