import type { PhpArray, PhpValue } from './php-value.ts'

/**
 * PHP's `http_build_query()` as Cloudrexx's push uses it: NULL is left out, and so is every object, because its properties
 * are protected. That is how a RewriteRule loses its `regularExpression` (F24).
 */
export function buildQuery(contents: PhpArray): string {
  const parts: string[] = []
  for (const [key, value] of contents) append(parts, encode(String(key)), value)
  return parts.join('&')
}

function append(parts: string[], name: string, value: PhpValue): void {
  if (value === null) return
  if (value instanceof Map) {
    for (const [key, inner] of value) append(parts, `${name}%5B${encode(String(key))}%5D`, inner)
  } else if (typeof value !== 'object') {
    parts.push(`${name}=${encode(value === true ? '1' : value === false ? '0' : String(value))}`)
  }
}

function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed())
    .replace(/[!'()*~]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
}
