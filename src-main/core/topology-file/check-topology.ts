import { addressKey, isLoopback, siteAddress } from '../fleet/address.ts'
import { nameKey } from '../fleet/fleet-rules.ts'
import { AppError, isAppError } from '../shared/app-error.ts'
import type { FileLink, FileSite, Topology } from './topology-file.ts'

/** A file that is refused as a whole, since one part of it cannot be right. */
export function refusedFile(finding: string, details: Record<string, string | number> = {}): AppError {
  return new AppError(
    'file-refused',
    `This file is not taken: ${finding}. Have it exported again by Rexxfleet. Nothing was changed.`,
    { finding, ...details }
  )
}

/** Everything that the shape of a file cannot say: addresses, doubles, and links that lead nowhere. */
export function checkTopology({ sites, links, models = [] }: Topology): void {
  for (const site of sites) checkAddress(site)
  refuseDoubles(sites, 'id', site => site.id)
  refuseDoubles(sites, 'name', site => nameKey(site.name))
  refuseDoubles(sites, 'address', site => addressKey(site.baseUrl))
  refuseDoubles(
    sites.filter(site => site.marker !== null),
    'marker',
    site => site.marker!
  )
  // Capitals of a class do not count.
  refuseDoubles(models, 'class', ({ name }) => name.toLowerCase())
  checkLinks(links, new Set(sites.map(site => site.id)))
}

/** An address is as Rexxfleet itself would have written it: http or https, and plain http only where that was allowed. */
function checkAddress({ baseUrl, allowHttp }: FileSite): void {
  let address: string
  try {
    address = siteAddress(baseUrl)
  } catch (thrown) {
    if (!isAppError(thrown, 'address-invalid')) throw thrown
    throw refusedFile('it holds an address that is none', { address: baseUrl.slice(0, 200) })
  }
  if (address !== baseUrl)
    throw refusedFile('it holds an address that Rexxfleet would not write like that', {
      address: baseUrl.slice(0, 200)
    })
  const { protocol, hostname } = new URL(address)
  if (protocol === 'http:' && !allowHttp && !isLoopback(hostname))
    throw refusedFile('it holds an address without https that was never allowed', { address })
}

function checkLinks(links: readonly FileLink[], siteIds: ReadonlySet<string>): void {
  for (const { primary, replica, models } of links) {
    if (!siteIds.has(primary) || !siteIds.has(replica))
      throw refusedFile('a link in it leads to a site that is not in it', { primary, replica })
    if (primary === replica) throw refusedFile('a link in it leads from a site to itself', { site: primary })
    refuseDoubles(models, 'model of a link', ({ model }) => model)
    for (const { agreed = [] } of models) refuseDoubles(agreed, 'agreed state', ([foreignId]) => foreignId)
  }
  refuseDoubles(links, 'link', ({ primary, replica }) => JSON.stringify([primary, replica]))
}

function refuseDoubles<T>(things: readonly T[], what: string, keyOf: (thing: T) => string): void {
  const seen = new Set<string>()
  for (const thing of things) {
    const key = keyOf(thing)
    if (seen.has(key)) throw refusedFile(`it holds the same ${what} twice`, { twice: key.slice(0, 200) })
    seen.add(key)
  }
}
