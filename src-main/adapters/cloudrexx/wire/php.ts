import { serialize, unserialize } from 'php-serialize'
import type { PhpArray } from '../../../core/fleet/management.ts'
import { BadAnswer } from '../errors/bad-answer.ts'

/** A PHP array out of its serialized text (F14). An empty text, as older rows hold it, is an empty array. */
export function decodePhpArray(text: string): PhpArray {
  if (text === '' || text === 'a:0:{}') return {}
  let value: unknown
  try {
    value = unserialize(text)
  } catch {
    throw new BadAnswer('a PHP array that cannot be read')
  }
  if (typeof value !== 'object' || value === null) throw new BadAnswer('a PHP value that is no array')
  return plain(value)
}

/** The texts of a PHP list or map in their order; the ids of mappings and changes (F20, F29). */
export function decodePhpTexts(text: string): [name: string, value: string][] {
  return Object.entries(decodePhpArray(text)).map(([name, value]) => {
    if (typeof value === 'object' && value !== null) throw new BadAnswer('a nested PHP array as an id')
    return [name, value === null ? '' : String(value)]
  })
}

/** Most mappings are of one field; reading them without the general parser makes long lists twice as fast. */
const oneListed = /^a:1:\{i:0;s:\d+:"([^"\\]*)";\}$/
const oneNamed = /^a:1:\{s:\d+:"(\w+)";s:\d+:"([^"\\]*)";\}$/

/** `foreignId` of a mapping: texts in identifier order (F20). */
export function decodePhpList(text: string): string[] {
  const single = oneListed.exec(text)
  if (single) return [single[1] ?? '']
  return decodePhpTexts(text).map(([, value]) => value)
}

/** `localId` of a mapping: texts by field name (F20). */
export function decodePhpMap(text: string): Record<string, string> {
  const single = oneNamed.exec(text)
  if (single) return { [single[1] ?? '']: single[2] ?? '' }
  return Object.fromEntries(decodePhpTexts(text))
}

/** The serialized text of an id, for filters: the strings must be strings, or nothing matches (F20). */
export function encodePhpList(values: readonly string[]): string {
  return serialize([...values])
}

function plain(value: object): PhpArray {
  const result: Record<string, PhpArray[string]> = {}
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'object' && item !== null) result[key] = plain(item)
    else if (typeof item === 'bigint') result[key] = String(item)
    else result[key] = item as PhpArray[string]
  }
  return result
}
