import type { Failure } from './failure.ts'
import { redact } from './redactor.ts'

/** Codes after which it is certain that nothing was sent: whatever was asked for may be asked again. */
const notSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL'
])

const certificate =
  /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE)/

/**
 * What went wrong on the way, from an error of Node or axios. Only its code and a cleaned message are taken over: the
 * error itself holds the address and with it the key.
 */
export function networkFailure(thrown: unknown): Failure {
  const code = codeOf(thrown)
  const text = messageOf(thrown)
  const base = { status: null, text, details: code === '' ? {} : { reason: code } }
  if (code === 'ERR_CANCELED') {
    return { ...base, cause: 'cancelled', code: 'cancelled', nothingWritten: false, details: {} }
  }
  if (certificate.test(code) || (code === 'EPROTO' && /ssl|tls/i.test(text))) {
    return { ...base, cause: 'certificate', code: 'certificate-invalid', nothingWritten: true }
  }
  if (notSent.has(code) || (code === 'ETIMEDOUT' && syscallOf(thrown) === 'connect')) {
    return { ...base, cause: 'not-sent', code: 'site-unreachable', nothingWritten: true }
  }
  if (code === 'body-too-long') {
    return { ...base, text: '', cause: 'too-large', code: 'site-answered-badly', nothingWritten: false }
  }
  if (code.startsWith('HPE_') || code.startsWith('Z_')) {
    return { ...base, cause: 'garbled', code: 'site-answered-badly', nothingWritten: false }
  }
  return { ...base, cause: 'cut', code: 'site-unreachable', nothingWritten: false }
}

function codeOf(thrown: unknown): string {
  const code = propertyOf(thrown, 'code')
  const inner = propertyOf(propertyOf(thrown, 'cause'), 'code')
  // axios puts a code of its own over that of Node for errors that it raises itself.
  if (typeof inner === 'string' && (typeof code !== 'string' || code.startsWith('ERR_BAD'))) return inner
  return typeof code === 'string' ? code : ''
}

function syscallOf(thrown: unknown): unknown {
  return propertyOf(thrown, 'syscall') ?? propertyOf(propertyOf(thrown, 'cause'), 'syscall')
}

function messageOf(thrown: unknown): string {
  const message = propertyOf(thrown, 'message')
  return typeof message === 'string' ? redact(message).slice(0, 300) : ''
}

function propertyOf(thing: unknown, name: string): unknown {
  return typeof thing === 'object' && thing !== null ? (thing as Record<string, unknown>)[name] : undefined
}
