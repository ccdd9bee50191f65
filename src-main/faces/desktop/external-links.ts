/** Which addresses the system's browser may be sent to. */

const ownPages: readonly string[] = ['www.cloudrexx.com', 'wiki.cloudrexx.com', 'github.com']

/** An https address at a known page, or at one of the fleet's own sites. Anything with a name or password in it is refused. */
export function mayOpenOutside(address: string, siteAddresses: readonly string[]): boolean {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return false
  }
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false
  return ownPages.includes(url.host) || siteAddresses.some(site => originOf(site) === url.origin)
}

function originOf(address: string): string | null {
  try {
    return new URL(address).origin
  } catch {
    return null
  }
}
