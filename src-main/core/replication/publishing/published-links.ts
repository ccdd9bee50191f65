import { calendarEvent } from '../../models/calendar.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Link, LinkId } from '../../topology/link.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { publishingNote } from './publishing-note.ts'

/** Whether a link carries what publishing targets are about: all events. One of chosen events would stand beside all the others as well. */
export function carriesEvents({ models }: Pick<Link, 'models'>): boolean {
  return models.some(({ model, ids }) => model === calendarEvent && ids === null)
}

/**
 * Which of the links get a publishing target. Without a word those by `live`, whose push looks at the targets, and those by `queue`, where
 * it is Cloudrexx that records what changes: both get what its documentation sets up for a calendar. For `compare` nothing reads them.
 */
export function publishingLinks(links: readonly Link[], wish: boolean | undefined): LinkId[] {
  const carrying = links.filter(carriesEvents)
  if (wish === true && carrying.length === 0)
    throw new AppError(
      'invalid-input',
      'Publishing targets are about all events of the calendar, and the link does not carry calendar-event, or only chosen ones.',
      {}
    )
  const chosen = carrying.filter(({ delivery }) => wish ?? delivery !== 'compare')
  return chosen.map(({ id }) => id)
}

/** Those of the links whose replica is a publishing target on Rexxfleet's account, was found to be one, or was about to become one. */
export function publishedLinks(
  { notes, provenance }: Pick<ReplicationDeps, 'notes' | 'provenance'>,
  links: readonly Link[]
): LinkId[] {
  const isNoted = ({ id, primaryId }: Link): boolean =>
    publishingNote(notes, primaryId)?.links[id] !== undefined
  const mayRead = ({ id }: Link): boolean => provenance.usedBy(id).some(({ kind }) => kind === 'legacysource')
  return links.filter(link => isNoted(link) || mayRead(link)).map(({ id }) => id)
}
