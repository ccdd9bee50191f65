import type { Site } from '../fleet/site.ts'
import type { Link } from '../topology/link.ts'
import type { ScheduleTarget } from './schedule.ts'

/** The links that a schedule runs: those that are ready. A link that is being set up, moved or taken away rests. */
export function linksMeant(
  target: ScheduleTarget,
  links: readonly Link[],
  sites: readonly Pick<Site, 'id' | 'tags'>[]
): Link[] {
  const ready = links.filter(link => link.state === 'ready')
  // Both directions of a pair run together, as they do when a person starts one.
  if (target.kind === 'link')
    return ready.filter(({ id, twinId }) => id === target.linkId || twinId === target.linkId)
  const tagged = new Set(sites.filter(site => hasTag(site, target.tag)).map(site => site.id))
  return ready.filter(({ primaryId, replicaId }) => tagged.has(primaryId) || tagged.has(replicaId))
}

/** Tags are compared as people read them. */
export function hasTag({ tags }: Pick<Site, 'tags'>, tag: string): boolean {
  const key = (text: string): string => text.normalize('NFC').trim().toLowerCase()
  return tags.some(one => key(one) === key(tag))
}
