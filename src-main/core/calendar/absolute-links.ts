import type { Site } from '../fleet/site.ts'

/** Where a site's relative addresses lead: its main domain, with the folder that it stands in. Without a slash at the end. */
export function homeOf({ baseUrl, mainDomain }: Pick<Site, 'baseUrl' | 'mainDomain'>): string {
  const { protocol, pathname } = new URL(baseUrl)
  return `${protocol}//${mainDomain}${pathname.replace(/\/+$/, '')}`
}

/** Addresses that mean the same everywhere, or that only the site itself can fill in: `https:`, `//cdn`, `#top`, `[[NODE_…]]`. */
const stands = /^(?:[a-z][a-z0-9+.-]*:|\/\/|#|\?|\{|\[\[)/i

/** A path of one site as an address that leads there from everywhere. Empty stays empty. */
export function absolute(path: string, home: string): string {
  if (path === '' || stands.test(path)) return path
  if (!path.startsWith('/')) return `${home}/${path}`
  const { origin, pathname } = new URL(home)
  // A path from the root names the site's folder already.
  return pathname === '/' || path.startsWith(`${pathname}/`) ? origin + path : home + path
}

/** The addresses in a piece of HTML, and nothing else of it. */
export function absoluteInHtml(html: string, home: string): string {
  return html.replace(
    /(\s(src|srcset|href|action|poster)\s*=\s*)("[^"]*"|'[^']*')/gi,
    (_all, attribute: string, name: string, quoted: string) => {
      const quote = quoted[0]!
      const value = quoted.slice(1, -1)
      const changed = name.toLowerCase() === 'srcset' ? eachSource(value, home) : absolute(value, home)
      return attribute + quote + changed + quote
    }
  )
}

/** A picture in several sizes: each address is followed by how wide or how dense it is, or by nothing. */
function eachSource(sources: string, home: string): string {
  return sources.replace(
    /([^\s,](?:\S*[^\s,])?)((?:\s+[\d.]+[wx])?\s*(?:,|$))/g,
    (_all, path: string, rest: string) => absolute(path, home) + rest
  )
}
