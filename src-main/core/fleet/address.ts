/** Spellings of a site's address, brought to one: that is how a site added twice is found. Looks at the text alone. */
import { AppError } from '../shared/app-error.ts'

/** Pages of a site that people copy from the address line: what follows is not part of its address. */
const pagesInside = /\/(?:cadmin|admin|api|index\.php)(?:\/.*)?$/i

/** Whether the host is this very computer. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '')
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
  )
}

/**
 * The address of a site as Rexxfleet keeps it: scheme, host in lower case and punycode without a dot at the end, port where it is not
 * the usual one, folder; no slash at the end. Without a scheme it is https, on this computer http.
 */
export function siteAddress(typed: string): string {
  const text = typed.trim()
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const complete = scheme ? text : `${isLoopback(hostOf(text)) ? 'http' : 'https'}://${text}`
  if (/\s/.test(text) || !URL.canParse(complete)) throw invalid(typed)
  const url = new URL(complete)
  const host = url.hostname.replace(/\.+$/, '')
  const named = scheme || host.includes('.') || host.startsWith('[') || isLoopback(host)
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || !named || host === '')
    throw invalid(typed)
  const port = url.port === '' ? '' : `:${url.port}`
  const folder = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(pagesInside, '')
    .replace(/\/+$/, '')
  return `${url.protocol}//${host}${port}${folder}`
}

/** Refuses plain http, over which a key could be read, unless it stays on this computer or a person allowed it. */
export function refusePlainHttp(baseUrl: string, allowHttp: boolean): void {
  const { protocol, hostname } = new URL(baseUrl)
  if (protocol === 'https:' || allowHttp || isLoopback(hostname)) return
  throw new AppError(
    'address-needs-https',
    'Keys are only sent over https. Use the https address of the site, or allow plain http for a development site.',
    { address: baseUrl }
  )
}

/** What two addresses of one site have in common: the same with and without TLS, and whatever this computer is called. */
export function addressKey(baseUrl: string): string {
  const { hostname, port, pathname } = new URL(siteAddress(baseUrl))
  const host = isLoopback(hostname) && !hostname.endsWith('.localhost') ? 'localhost' : hostname
  const usual = port === '' || port === '80' || port === '443'
  return `${host}${usual ? '' : `:${port}`}${pathname.replace(/\/+$/, '')}`
}

/** The host name of an address, as a main domain is written. */
export function hostOfAddress(baseUrl: string): string {
  return new URL(baseUrl).hostname
}

function hostOf(text: string): string {
  return /^(?:\[[^\]]*\]|[^/:?#]*)/.exec(text)?.[0] ?? ''
}

function invalid(typed: string): AppError {
  return new AppError(
    'address-invalid',
    'This is no address of a site. Enter it like https://www.example.ch.',
    {
      // A password that somebody put into the address is nobody's business.
      address: typed.replace(/\/\/[^/@]*@/, '//').slice(0, 200)
    }
  )
}
