import type { PhpArray } from '../../../core/fleet/management.ts'
import type { KeyRef } from '../../../core/fleet/site.ts'

/** Stands for a key until the request leaves. */
export interface KeySlot {
  readonly keyRef: KeyRef
}

export type FormPairs = readonly (readonly [name: string, value: string | KeySlot])[]

export const redactedMark = '[redacted]'

/**
 * Pairs as PHP reads them (F3): `options[recurse]=1`, lists as `foreignId[]=2`, an empty array as `fieldList=`,
 * since a missing one becomes NULL and `fieldList[]=` hides every field.
 */
export function arrayPairs(name: string, value: PhpArray | readonly string[]): (readonly [string, string])[] {
  const entries = Object.entries(value as PhpArray)
  if (entries.length === 0) return [[name, '']]
  const isList = entries.every(([key], position) => key === String(position))
  return entries.flatMap(([key, item]) => {
    const field = isList ? `${name}[]` : `${name}[${key}]`
    if (typeof item === 'object' && item !== null) return arrayPairs(field, item)
    return [[field, scalarText(item)] as const]
  })
}

/** A single value as form text. Booleans are 1 and 0. */
export function scalarText(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '1' : '0'
  return String(value)
}

/** The body of a request: `application/x-www-form-urlencoded` (F3). */
export function encodeForm(pairs: FormPairs, keyOf: (slot: KeySlot) => string): string {
  return pairs.map(([name, value]) => `${escapeForm(name)}=${escapeForm(textOf(value, keyOf))}`).join('&')
}

/** The query of a request. Commas stay as they are: lists of ids would grow by half otherwise. */
export function encodeQuery(pairs: FormPairs, keyOf: (slot: KeySlot) => string): string {
  return pairs.map(([name, value]) => `${escapeQuery(name)}=${escapeQuery(textOf(value, keyOf))}`).join('&')
}

/** The same for people: readable, and with every key replaced. */
export function describePairs(pairs: FormPairs): string {
  return pairs.map(([name, value]) => `${name}=${textOf(value, () => redactedMark)}`).join('&')
}

function textOf(value: string | KeySlot, keyOf: (slot: KeySlot) => string): string {
  return typeof value === 'string' ? value : keyOf(value)
}

/** Unpaired surrogates cannot be escaped and would throw: they become U+FFFD, as they would on the way anyhow. */
function escapeForm(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+')
}

function escapeQuery(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%2C', ',')
}
