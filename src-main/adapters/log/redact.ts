import { redacted, redactText } from './redact-text.ts'

const secretName = /(?:apikey|passphrase|passwor[dt]|secret|token|authorization|cookie)$|^keys?$/

/** How deep facts may be nested; what lies deeper says nothing to a reader. */
const deepest = 8

/** A copy for the log: plain, finite, and without anything that is named like a secret or looks like a key. */
export function redact(value: unknown, depth = 0, seen: ReadonlySet<object> = new Set()): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`
  if (typeof value !== 'object' || value === null) return value
  if (seen.has(value)) return '[circular]'
  if (depth >= deepest) return '[deeper]'
  const within = new Set(seen).add(value)
  const inner = (part: unknown): unknown => redact(part, depth + 1, within)
  if (value instanceof Error) return errorParts(value, inner)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof URL) return redactText(value.href)
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) return value.map(inner)
  if (value instanceof Set) return [...value].map(inner)
  const entries = value instanceof Map ? [...value] : Object.entries(value)
  return Object.fromEntries(
    entries.map(([name, part]: [unknown, unknown]) => {
      const plain = String(name)
      return [redactText(plain), isSecret(plain) && part != null ? redacted : inner(part)]
    })
  )
}

/** The parts of an error that are ours to show. Whatever else hangs on it (axios: the whole request) stays out. */
function errorParts(error: Error, inner: (part: unknown) => unknown): Record<string, unknown> {
  const { code, details } = error as Error & { code?: unknown; details?: unknown }
  return {
    name: error.name,
    message: redactText(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: inner(code) } : {}),
    ...(details === undefined ? {} : { details: inner(details) }),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: inner(error.cause) })
  }
}

/** `apiKey`, `api_key` and `X-Api-Key` are one name; `keyRef` and `tokenCount` are none. */
const isSecret = (name: string): boolean => secretName.test(name.toLowerCase().replace(/[-_]/g, ''))
