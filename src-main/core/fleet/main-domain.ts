/**
 * REST cannot read a site's main domain (F45), and a wrong one makes a second copy of everything (F38). So Rexxfleet collects what
 * speaks for a name: how the site calls itself, and how others that got something from it remember it.
 */

/** A main domain as it is written: a host name, of a development site with underscores perhaps, or an address in brackets. */
export const mainDomainForm = /^(?:[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\[[0-9a-f:.]+\])$/

/** Whether two host names probably belong to one site: the same without `www.`, one inside the other, or the same name elsewhere. */
export function resembles(one: string, other: string): boolean {
  const [a, b] = [bare(one), bare(other)]
  if (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)) return true
  const [nameOfA, nameOfB] = [ownLabel(a), ownLabel(b)]
  return nameOfA !== null && nameOfA === nameOfB
}

/**
 * Names that could be the main domain, most likely first: under which other sites know this one, as the site calls itself (canonical
 * link, redirects), and the host of its address.
 */
export function mainDomainCandidates(
  host: string,
  hints: readonly string[],
  partnersKnow: readonly string[]
): string[] {
  const near = [host, ...hints]
  const remembered = partnersKnow.filter(name => near.some(known => resembles(known, name)))
  const names = [...remembered, ...hints, host].map(name => name.toLowerCase().replace(/\.+$/, ''))
  return [...new Set(names)]
}

function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.+$/, '')
    .replace(/^www\./, '')
}

/** Under these the registries of some countries give out names: `wien.gv.at` and `graz.gv.at` have no more in common than two of `.ch`. */
const shared: ReadonlySet<string> = new Set([
  ...['ac', 'co', 'com', 'edu', 'gob', 'gov', 'gouv', 'gv', 'go', 'ne', 'net', 'or', 'org', 'priv', 'info'],
  ...['ltd', 'plc', 'me', 'nhs', 'sch', 'asso', 'id', 'muni', 'k12']
])

/** `example` of `shop.example.ch` and of `shop.example.co.at`. Addresses made of numbers, and single words, have none. */
function ownLabel(host: string): string | null {
  const labels = host.split('.')
  if (labels.length < 2 || /^[\d.]+$/.test(host) || host.includes(':')) return null
  const isShared = labels.at(-1)!.length === 2 && shared.has(labels.at(-2)!) && labels.length > 2
  return labels.at(isShared ? -3 : -2) ?? null
}
