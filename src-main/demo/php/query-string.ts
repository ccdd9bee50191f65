import { phpKey } from './php-value.ts'
import type { PhpArray, PhpValue } from './php-value.ts'

/**
 * PHP's `parse_str()`: form bodies and query strings with `name[key]`, `name[]` and nothing else (F3). A JSON body becomes
 * one strange name without a value, which is why it is answered ok and changes nothing.
 */
export function parseQueryString(source: string): PhpArray {
  const result: PhpArray = new Map()
  if (source === '') return result
  for (const part of source.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = decodeForm(equals < 0 ? part : part.slice(0, equals))
    const value = equals < 0 ? '' : decodeForm(part.slice(equals + 1))
    assign(result, name, value)
  }
  return result
}

function assign(target: PhpArray, name: string, value: string): void {
  const open = name.indexOf('[')
  const path = open > 0 ? brackets(name.slice(open)) : []
  const root = (path.length > 0 ? name.slice(0, open) : name).trimStart().replace(/[ .[]/g, '_')
  if (root === '') return
  let into = target
  let key: string | number = phpKey(root)
  for (const step of path) {
    const existing: PhpValue | undefined = into.get(key)
    const next: PhpArray = existing instanceof Map ? existing : new Map<string | number, PhpValue>()
    if (next !== existing) into.set(key, next)
    into = next
    key = step === '' ? nextIndex(next) : phpKey(step)
  }
  into.set(key, value)
}

/** The steps of `[a][b][]`; text after the last bracket is dropped, as PHP does. */
function brackets(source: string): string[] {
  const steps: string[] = []
  let at = 0
  while (source[at] === '[') {
    const close = source.indexOf(']', at)
    if (close < 0) break
    steps.push(source.slice(at + 1, close))
    at = close + 1
  }
  return steps
}

function nextIndex(entries: PhpArray): number {
  let next = 0
  for (const key of entries.keys()) if (typeof key === 'number' && key >= next) next = key + 1
  return next
}

function decodeForm(source: string): string {
  return decodePercent(source.includes('+') ? source.replaceAll('+', ' ') : source)
}

/**
 * Percent-decoding that survives bytes which are no UTF-8: each becomes a lone surrogate (U+DC80 to U+DCFF), which the
 * database turns into a question mark (F37).
 */
export function decodePercent(source: string): string {
  if (!source.includes('%')) return source
  try {
    return decodeURIComponent(source)
  } catch {
    const bytes: number[] = []
    for (let i = 0; i < source.length; i++) {
      const hex = source[i] === '%' ? source.slice(i + 1, i + 3) : ''
      if (/^[0-9a-f]{2}$/i.test(hex)) {
        bytes.push(Number.parseInt(hex, 16))
        i += 2
      } else bytes.push(...Buffer.from(source[i]!))
    }
    return decodeBytes(Buffer.from(bytes))
  }
}

function decodeBytes(bytes: Buffer): string {
  let result = ''
  let at = 0
  while (at < bytes.length) {
    const first = bytes[at]!
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    const piece = bytes.toString('utf8', at, at + length)
    const whole = Buffer.byteLength(piece) === length && !piece.includes('\ufffd')
    result += whole ? piece : String.fromCharCode(0xdc00 + first)
    at += whole ? length : 1
  }
  return result
}
