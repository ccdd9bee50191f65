import { FailedAttempt } from '../errors/failure.ts'
import type { RawAnswer } from '../http/transport.ts'

const mostHops = 3

/**
 * Hosts that a site calls itself, most likely first: its canonical link, where its home page redirects to, and the host
 * under which it was reached. REST cannot tell the configured main domain (F45), so a person has to confirm it.
 */
export async function mainDomainHints(
  baseUrl: string,
  get: (url: string) => Promise<RawAnswer>
): Promise<string[]> {
  const hints = { canonical: '', redirect: '' }
  let url = `${baseUrl}/`
  try {
    for (let hop = 0; hop < mostHops; hop++) {
      const page = await get(url)
      const location = page.header('location')
      if (page.status < 300 || page.status >= 400 || location === null) {
        hints.canonical = hostOf(canonicalOf(page.body), url)
        break
      }
      hints.redirect = hostOf(location, url)
      // Language redirects stay on the host; another host is a hint, and nothing that we go and look at.
      if (hints.redirect !== new URL(url).host || !URL.canParse(location, url)) break
      url = new URL(location, url).href
    }
  } catch (thrown) {
    // A home page that cannot be read gives no hint; the interface itself has answered already.
    if (!(thrown instanceof FailedAttempt)) throw thrown
  }
  const found = [hints.canonical, hints.redirect, new URL(baseUrl).host]
  return [...new Set(found.filter(host => host !== '').map(host => host.replace(/:\d+$/, '')))]
}

/** The address in `<link rel="canonical" href="…">`, in whatever order its attributes stand. */
export function canonicalOf(html: string): string {
  for (const [tag] of html.slice(0, 200_000).matchAll(/<link\b[^>]{0,1000}>/gi)) {
    if (/\brel\s*=\s*["']?canonical\b/i.test(tag))
      return /\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(tag)?.[1] ?? ''
  }
  return ''
}

function hostOf(address: string, base: string): string {
  if (address === '' || !URL.canParse(address, base)) return ''
  const url = new URL(address, base)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.host : ''
}
