import type { SiteId } from '../../fleet/site.ts'
import type { Notes } from '../../shared/ports.ts'
import { Shelf } from '../../shared/shelf.ts'
import type { LinkId } from '../../topology/link.ts'
import type { EventTarget } from './calendar-tables.ts'

/** How a receiver stood in a primary's calendar before Rexxfleet asked for it. */
export interface FormerTarget {
  /** Targets of its name. */
  readonly targets: readonly { readonly id: number; readonly status: number }[]
  /** Events that were published to them. */
  readonly events: readonly EventTarget[]
  /** Events that there were when it was asked for: all of them are to be published. */
  readonly asked: readonly number[]
}

/** What is remembered of a site while links of Rexxfleet's have receivers in its calendar. */
export interface PublishingNote {
  /** The setting before the first of them; null where the site had none. */
  readonly status: string | null
  readonly links: Readonly<Record<LinkId, FormerTarget>>
}

/** By site. */
const shelf = (notes: Notes): Shelf<PublishingNote> => new Shelf(notes, 'publishing/')

export function publishingNote(notes: Notes, siteId: SiteId): PublishingNote | null {
  return shelf(notes).get(siteId)
}

/** What was noted first stays: it tells how things were before Rexxfleet. */
export function notePublishing(
  notes: Notes,
  siteId: SiteId,
  status: string | null,
  links: PublishingNote['links']
): void {
  const known = publishingNote(notes, siteId)
  const note = { status: known ? known.status : status, links: { ...links, ...known?.links } }
  shelf(notes).set(siteId, note)
}

export function forgetPublishing(notes: Notes, siteId: SiteId, linkIds: readonly LinkId[]): void {
  const known = publishingNote(notes, siteId)
  if (!known) return
  const links = Object.fromEntries(Object.entries(known.links).filter(([id]) => !linkIds.includes(id)))
  if (Object.keys(links).length === 0) shelf(notes).remove(siteId)
  else shelf(notes).set(siteId, { ...known, links })
}
