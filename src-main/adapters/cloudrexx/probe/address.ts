import { AppError } from '../../../core/shared/app-error.ts'

/** This computer itself: nobody else can listen. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '')
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
  )
}

/** Whether keys may be sent to this address: https, or plain http to this computer or where a person allowed it. */
export function isPlainHttpAllowed(baseUrl: string, allowHttp: boolean): boolean {
  if (!URL.canParse(baseUrl)) return false
  const { protocol, hostname } = new URL(baseUrl)
  return protocol === 'https:' || (protocol === 'http:' && (allowHttp || isLoopback(hostname)))
}

/** Pages of a site that people paste when asked for its address. */
const pastedPath = /\/(?:cadmin|admin|index\.php|api)(?:\/.*)?$/i

/**
 * The base address out of what a user typed: `www.example.ch`, `https://example.ch/sub/`, or a page of the administration.
 * Without a scheme it is https, on this computer http.
 */
export function readAddress(typed: string, allowHttp: boolean): string {
  const text = typed.trim()
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase()
  if (text === '' || /\s/.test(text)) throw invalid(typed)
  const complete = scheme === undefined ? `${schemeFor(text)}://${text}` : text
  if (!URL.canParse(complete)) throw invalid(typed)
  const url = new URL(complete)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isWeb || url.username !== '' || url.password !== '' || !isHost(url.hostname, scheme !== undefined)) {
    throw invalid(typed)
  }
  if (!isPlainHttpAllowed(url.href, allowHttp)) {
    throw new AppError(
      'address-needs-https',
      'Keys are only sent over https. Use the https address of the site, or allow plain http for a development site.',
      { address: url.origin }
    )
  }
  return url.origin + url.pathname.replace(pastedPath, '').replace(/\/+$/, '')
}

function schemeFor(text: string): string {
  const host = /^(?:\[[^\]]*\]|[^/:?#]*)/.exec(text)?.[0] ?? ''
  return isLoopback(host) ? 'http' : 'https'
}

/** A single word is a host only where somebody wrote the scheme in front of it. */
function isHost(hostname: string, explicit: boolean): boolean {
  if (hostname === '') return false
  return explicit || hostname.includes('.') || hostname.startsWith('[') || isLoopback(hostname)
}

function invalid(typed: string): AppError {
  return new AppError(
    'address-invalid',
    `This is no address of a site. Enter it like https://www.example.ch.`,
    {
      address: typed.replace(/\/\/[^/@]*@/, '//').slice(0, 200)
    }
  )
}
