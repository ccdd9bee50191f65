import { findLink, linkName, type Fleet } from '../naming.ts'
import { usageFailure } from '../outcome.ts'
import type { Session } from '../session.ts'

/** Said before anything is opened. */
export function checkLinksUsage(names: readonly string[], options: { all?: boolean }): void {
  if (Boolean(options.all) === names.length > 0) throw usageFailure('Either name links, or give --all.')
}

/** The links that a command names, or all that are ready. */
export function chosenLinks(
  session: Session,
  fleet: Fleet,
  names: readonly string[],
  all: boolean
): string[] {
  if (!all) return [...new Set(names.map(name => findLink(fleet, name).id))]
  for (const link of fleet.links)
    if (link.state !== 'ready') session.paper.say(`Left out: ${linkName(fleet, link)} (${link.state})`)
  return fleet.links.filter(link => link.state === 'ready').map(link => link.id)
}
