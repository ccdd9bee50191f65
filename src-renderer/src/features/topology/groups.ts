import type { SiteView } from '@contract/shapes.ts'

/** Which sites stand together, and which groups are one card. */
export interface Grouping {
  /** The group's tag for each site that has one; empty while nothing is grouped. */
  readonly tagOf: ReadonlyMap<string, string>
  readonly collapsed: ReadonlySet<string>
}

export const ungrouped: Grouping = { tagOf: new Map(), collapsed: new Set() }

export function groupId(tag: string): string {
  return `group:${tag}`
}

/** Tags with the number of their sites, the most common first. */
export function tagCounts(sites: readonly SiteView[]): (readonly [tag: string, count: number])[] {
  const counts = new Map<string, number>()
  for (const tag of sites.flatMap(site => site.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
}

/** A site with several tags stands where most others of its tags stand. One site alone is no group. */
export function tagOfSites(sites: readonly SiteView[]): Map<string, string> {
  const rank = new Map(tagCounts(sites).map(([tag], i) => [tag, i]))
  const tagOf = new Map<string, string>()
  const members = new Map<string, number>()
  for (const { id, tags } of sites) {
    const [first] = [...tags].sort((a, b) => rank.get(a)! - rank.get(b)!)
    if (first === undefined) continue
    tagOf.set(id, first)
    members.set(first, (members.get(first) ?? 0) + 1)
  }
  return new Map([...tagOf].filter(([, tag]) => members.get(tag)! > 1))
}

/** The card that a site is part of: its own, or its group's. */
export function cardOf(siteId: string, { tagOf, collapsed }: Grouping): string {
  const tag = tagOf.get(siteId)
  return tag !== undefined && collapsed.has(tag) ? groupId(tag) : siteId
}
