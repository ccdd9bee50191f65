import { decodePercent, parseQueryString } from '../php/query-string.ts'
import type { PhpArray } from '../php/php-value.ts'
import { phpText } from '../php/php-value.ts'

/** A request as PHP sees it. */
export interface SiteRequest {
  /** In lower case. */
  readonly method: string
  /** Parts of the path below `/api/`, decoded; null for a request to anything else. */
  readonly command: readonly string[] | null
  readonly query: PhpArray
  /** The form fields of the body, whatever the method and the content type (F3). */
  readonly body: PhpArray
  /** The header `Referrer` with two r (F16). */
  readonly referrer: string | undefined
}

export function readRequest(
  method: string,
  target: string,
  body: string,
  referrer: string | undefined
): SiteRequest {
  const mark = target.indexOf('?')
  const path = decodePercent(mark < 0 ? target : target.slice(0, mark))
  const query = parseQueryString(mark < 0 ? '' : target.slice(mark + 1))
  const match = /^(?:\/[a-z]{1,2}(?:-[A-Za-z]{2,4})?)?\/api(?:\/(.*))?$/s.exec(path)
  const command = match ? (match[1] ?? '').split('/') : null
  return { method: method.toLowerCase(), command, query, body: parseQueryString(body), referrer }
}

/** The text of a query argument; undefined where it is missing. */
export function argument(request: SiteRequest, name: string): string | undefined {
  const value = request.query.get(name)
  return value === undefined ? undefined : phpText(value)
}

/** The host that a sender names itself: only the host name of its `Referrer` counts (F16). */
export function foreignHost(referrer: string | undefined): string | null {
  if (referrer === undefined) return null
  const match = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(referrer)
  return match ? match[1]! : null
}
