import { CLASSES } from '../orm/catalogue.ts'
import type { PhpValue } from '../php/php-value.ts'
import { phpText } from '../php/php-value.ts'
import { leadingNumber } from '../engine/lossy-storage.ts'
import type { Site } from '../site.ts'
import { fieldValue } from './live-entity.ts'
import type { LiveEntity } from './live-entity.ts'

/** The customer's site that is built into Cloudrexx's code (F25). */
const FOREIGN_SITE = 'http://bpw.ch'
const INTERNAL_REGISTRATION = 1
const EXTERNAL_REGISTRATION = 2

/**
 * What Cloudrexx does to calendar entities while it queues them (F25): pictures, maps and attachments get a foreign domain,
 * an internal registration becomes a link there. It changes the entity itself, so the primary's own row is changed as well.
 */
export function calendarChanges(site: Site, entity: LiveEntity): Map<string, PhpValue> {
  const changes = new Map<string, PhpValue>()
  if (entity.proxy) return changes
  const text = (name: string): string => phpText(fieldValue(entity, entity.model.field(name)!))
  const absolute = (name: string): void => {
    changes.set(name, foreignLink(text(name)))
  }
  if (entity.model.class === CLASSES.event) {
    if (Number(text('registration')) === INTERNAL_REGISTRATION) {
      const id = entity.row['id']
      const link = `${FOREIGN_SITE}/?section=Calendar&cmd=register&id=${id}&date=[[SERIES_ELEMENT_STARTDATE]]`
      changes.set('registration', EXTERNAL_REGISTRATION)
      changes.set('registrationExternalLink', link)
      changes.set('registrationExternalFullyBooked', isFullyBooked(site, entity))
    }
    for (const name of ['placeMap', 'pic', 'attach']) absolute(name)
  } else if (entity.model.class === CLASSES.eventField) {
    changes.set('description', absoluteLinks(site, text('description')))
    absolute('redirect')
  }
  return changes
}

function isFullyBooked(site: Site, entity: LiveEntity): boolean {
  const seats = leadingNumber(phpText(fieldValue(entity, entity.model.field('registrationNum')!)))
  if (seats <= 0) return false
  const taken = [
    ...site.database.table('module_calendar_registration').find({ event_id: entity.row['id'] ?? null })
  ]
  return taken.filter(registration => Number(registration['type']) === 1).length >= seats
}

function foreignLink(text: string): string {
  const link = placeholders(text)
  return link === '' || link.startsWith(FOREIGN_SITE) ? link : FOREIGN_SITE + link
}

function placeholders(text: string): string {
  return text.replace(/\[\[([A-Z0-9_-]+)\]\]/g, '{$1}')
}

function absoluteLinks(site: Site, text: string): string {
  return placeholders(text).replace(
    /\b(src|href|action)="(?![a-z][a-z0-9+.-]*:|\/\/|#|\{)([^"]*)"/gi,
    (_all, name: string, path: string) => `${name}="http://${site.mainDomain}/${path.replace(/^\//, '')}"`
  )
}
