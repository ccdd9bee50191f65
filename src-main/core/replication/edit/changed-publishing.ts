import type { Link, LinkId } from '../../topology/link.ts'
import { carriesEvents, publishingLinks } from '../publishing/published-links.ts'

/** Links whose replica becomes a publishing target of the primary's calendar by an edit, and those whose replica is one no longer. */
export interface ChangedPublishing {
  readonly begin: readonly LinkId[]
  readonly end: readonly LinkId[]
}

/**
 * What becomes of the publishing targets. Without a word they stay as they are, but for what an edit brings along: a link that carries events
 * from now on, or delivers them in another way, gets what a set-up would give it, and one that carries none any more leaves the calendar.
 * Fails with 'invalid-input' where a target is wished for and no event is carried.
 */
export function changedPublishing(
  before: readonly Link[],
  after: readonly Link[],
  published: readonly LinkId[],
  wish: boolean | undefined
): ChangedPublishing {
  const isPublished = ({ id }: Link): boolean => published.includes(id)
  const isNew = (link: Link, at: number): boolean =>
    link.delivery !== before[at]!.delivery || !carriesEvents(before[at]!)
  const concerned = wish === undefined ? after.filter(isNew) : after
  const wanted = publishingLinks(concerned, wish)
  const ends = after.filter(link => isPublished(link) && (wish === false || !carriesEvents(link)))
  return {
    begin: wanted.filter(id => !published.includes(id)),
    end: ends.map(({ id }) => id)
  }
}
