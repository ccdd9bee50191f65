import type { Link, LinkId } from '../../topology/link.ts'
import { activeTarget, publicationStatus, sameUri, type Published } from './calendar-tables.ts'
import type { FormerTarget, PublishingNote } from './publishing-note.ts'

/** The replica of a link, as the calendar of its primary is to name it. */
export interface Receiver {
  readonly link: Link
  /** Like the Sync host, or Cloudrexx would not find the one by the other. */
  readonly uri: string
  /** What editors read beside an event. */
  readonly title: string
}

/** What of the publishing is not there, as stable words. */
export function missingOf(
  found: Published,
  receivers: readonly Receiver[],
  note: PublishingNote | null
): string[] {
  const isTarget = ({ uri }: Receiver): boolean =>
    found.targets.some(target => sameUri(target.uri, uri) && target.status === activeTarget)
  return [
    ...(found.status === publicationStatus.on ? [] : ['publication-status']),
    ...(receivers.every(isTarget) ? [] : ['publishing-target']),
    ...(receivers.every(receiver => hasEvents(found, receiver, note)) ? [] : ['event-target'])
  ]
}

/** An event that was made after the script had been asked for needs no second run of it. */
function hasEvents(found: Published, { link, uri }: Receiver, note: PublishingNote | null): boolean {
  const asked = new Set(note?.links[link.id]?.asked ?? found.eventIds)
  const ids = idsOf(found, uri)
  const published = new Set(
    found.eventTargets.filter(({ targetId }) => ids.has(targetId)).map(({ eventId }) => eventId)
  )
  return found.eventIds.every(id => !asked.has(id) || published.has(id))
}

/** How each receiver stands in the calendar now: to be noted before anything is changed. */
export function formerOf(found: Published, receivers: readonly Receiver[]): Record<LinkId, FormerTarget> {
  return Object.fromEntries(
    receivers.map(({ link, uri }): [LinkId, FormerTarget] => {
      const ids = idsOf(found, uri)
      const targets = found.targets.filter(({ id }) => ids.has(id)).map(({ id, status }) => ({ id, status }))
      const events = found.eventTargets.filter(({ targetId }) => ids.has(targetId))
      return [link.id, { targets, events, asked: found.eventIds }]
    })
  )
}

function idsOf({ targets }: Published, uri: string): Set<number> {
  return new Set(targets.filter(target => sameUri(target.uri, uri)).map(({ id }) => id))
}
