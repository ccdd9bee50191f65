import type { PhpArray, PhpValue } from './php-value.ts'

/** PHP's `serialize()`: how arrays stand in management rows and mappings (F14, F20). */
export function serialize(value: PhpValue): string {
  if (value === null) return 'N;'
  if (typeof value === 'boolean') return `b:${value ? 1 : 0};`
  if (typeof value === 'number') return Number.isInteger(value) ? `i:${value};` : `d:${value};`
  if (typeof value === 'string') return text(value)
  if (value instanceof Map) return `a:${body(value)}`
  return `O:${Buffer.byteLength(value.className)}:"${value.className}":${body(value.properties)}`
}

function text(value: string): string {
  return `s:${Buffer.byteLength(value)}:"${value}";`
}

function body(entries: PhpArray): string {
  let inner = ''
  for (const [key, value] of entries)
    inner += (typeof key === 'number' ? `i:${key};` : text(key)) + serialize(value)
  return `${entries.size}:{${inner}}`
}
