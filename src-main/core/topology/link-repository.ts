import type { SiteId } from '../fleet/site.ts'
import type { Link, LinkId, LinkPatch } from './link.ts'

/** Keeps links; primary and replica together are unique. */
export interface LinkRepository {
  list(): Link[]
  get(id: LinkId): Link | null
  between(primaryId: SiteId, replicaId: SiteId): Link | null
  insert(link: Link): void
  update(id: LinkId, patch: LinkPatch): void
  /** Also forgets its agreed states, and what it used on the sites. */
  remove(id: LinkId): void
}

/** Where the user put a site on the graph, in the graph's own units. */
export interface Position {
  readonly x: number
  readonly y: number
}

export interface LayoutRepository {
  positions(): Map<SiteId, Position>
  /** Null lets the automatic layout place the site again. */
  place(id: SiteId, position: Position | null): void
}
