import type { SiteReader } from '../fleet/site-access.ts'
import type { Link } from '../topology/link.ts'
import type { Entity, EntitySource } from '../sync/entity.ts'
import { homeOf } from './absolute-links.ts'
import { outgoingCalendar } from './outgoing.ts'

/**
 * The primary as a link sends it: whoever reads its entities through this reader compares and pushes the same values, so that nothing
 * differs for ever. A both-ways link sends everything as it is: each side is the home of its own events, and what came back would lead a
 * site to itself.
 */
export function asSent(primary: SiteReader, { twinId }: Pick<Link, 'twinId'>): SiteReader {
  if (twinId !== null) return primary
  const home = homeOf(primary.site)
  const change = ({ model }: EntitySource, entities: Entity[]): Entity[] => {
    const outgoing = outgoingCalendar(model.name, home)
    return outgoing ? entities.map(outgoing) : entities
  }
  return {
    ...primary,
    async *entityPages(source, options) {
      for await (const page of primary.entityPages(source, options)) yield change(source, page)
    },
    async entity(source, id, options) {
      const found = await primary.entity(source, id, options)
      return found && change(source, [found])[0]!
    },
    entitiesById: async (source, ids, options) =>
      change(source, await primary.entitiesById(source, ids, options))
  }
}
