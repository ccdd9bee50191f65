/** How the window's page is guarded, whichever door serves it. */
import { randomBytes } from 'node:crypto'

/** Stands in the built page wherever a style may carry this load's nonce; see electron.vite.config.ts. */
export const noncePlaceholder = '__REXXFLEET_NONCE__'

/** A nonce for one load of the page. */
export function makeNonce(): string {
  return randomBytes(16).toString('base64url')
}

/** The built page with this load's nonce in it. */
export function pageWithNonce(page: string, nonce: string): string {
  return page.replaceAll(noncePlaceholder, nonce)
}

/**
 * Scripts only from files of our own; styles from files, or from elements that carry the nonce (Naive UI makes these while it runs).
 * `connect` is for the web door, whose window talks to its server; the desktop's window needs no network at all.
 */
export function contentSecurityPolicy(nonce: string, options: { connect: boolean }): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    options.connect ? "connect-src 'self'" : "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join('; ')
}

/** What every answer of a door carries beside its policy. */
export const guardHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()'
}

/** The bundler gives these files a name of their content: what was fetched once never changes. */
export function isHashedAsset(path: string): boolean {
  return /^\/?assets\/.+-[\w-]{8,}\.\w+$/.test(path)
}
