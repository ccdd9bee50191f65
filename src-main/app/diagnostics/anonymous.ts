/** Takes the customers out of a text that leaves the house. */

export interface Named {
  readonly name: string
  readonly baseUrl: string
  readonly mainDomain: string
}

/** Shorter names are words that occur elsewhere too: replacing them would spoil the text and hide nothing. */
const shortestName = 4

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address
}

/** The text with every site as `site-1`, `site-2` …, and the user's folder as `~`. Longest first: one name may hold another. */
export function anonymous(text: string, sites: readonly Named[], home: string): string {
  const wanted = sites.flatMap((site, at) =>
    [hostOf(site.baseUrl), site.mainDomain, site.name]
      .filter(one => one.length >= shortestName)
      .map(one => [one, `site-${at + 1}`] as const)
  )
  const all = [...wanted, ...(home.length > 1 ? [[home, '~'] as const] : [])]
  return all
    .toSorted(([left], [right]) => right.length - left.length)
    .reduce((clean, [found, instead]) => replacedAnyCase(clean, found, instead), text)
}

function replacedAnyCase(text: string, found: string, instead: string): string {
  const pattern = new RegExp(found.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi')
  return text.replace(pattern, instead)
}
