/** Takes the customers out of a text that leaves the house. */
import { fileName } from '../../core/fleet/fleet-rules.ts'

export interface Named {
  readonly name: string
  readonly baseUrl: string
  readonly mainDomain: string
}

/** Shorter names are parts of other words: of these only whole words are replaced, and only as they are written. */
const shortestPart = 4

function hostsOf(address: string): readonly string[] {
  if (!URL.canParse(address)) return [address]
  // A failed look-up names the host without its port.
  const { host, hostname } = new URL(address)
  return [host, hostname]
}

/** Everything by which a text may name the site: scripts are files with its name. */
function wordsFor({ name, baseUrl, mainDomain }: Named): readonly string[] {
  const file = fileName(name)
  return [...hostsOf(baseUrl), mainDomain, name, ...(file.length >= shortestPart ? [file] : [])]
}

/** As it stands in a line of the log, which is JSON. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/** The text with every site as `site-1`, `site-2` …, and the user's folder as `~`. Longest first: one name may hold another. */
export function anonymous(text: string, sites: readonly Named[], home: string): string {
  const wanted = sites.flatMap((site, at) => wordsFor(site).map(one => [one, `site-${at + 1}`] as const))
  const all = [...wanted, ...(home.length > 1 ? [[home, '~'] as const] : [])]
  return all
    .filter(([found]) => found !== '')
    .flatMap(([found, instead]) => [...new Set([found, inJson(found)])].map(one => [one, instead] as const))
    .toSorted(([left], [right]) => right.length - left.length)
    .reduce((clean, [found, instead]) => clean.replace(patternOf(found), instead), text)
}

function patternOf(found: string): RegExp {
  const escaped = found.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return found.length < shortestPart
    ? new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu')
    : new RegExp(escaped, 'gi')
}
