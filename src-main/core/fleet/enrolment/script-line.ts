import { managementKinds } from '../management.ts'
import { AppError } from '../../shared/app-error.ts'

/** What a line of a script belongs to: the window explains each part once. */
export const scriptParts = [
  'about',
  'begin',
  'key',
  'former-sources',
  ...managementKinds,
  'recurse',
  'grants',
  'endpoints',
  'sources',
  'marker',
  'end'
] as const
export type ScriptPart = (typeof scriptParts)[number]

/** One line of a script, and the part it belongs to. */
export interface ScriptLine {
  readonly text: string
  readonly part: ScriptPart
}

/** Stands where the key will be. The script refuses it, so that a preview which somebody runs opens nothing. */
export const keyPlaceholder = '.'.repeat(32)

/** By this the first line of a script tells that Rexxfleet wrote it. */
export const scriptSignature = '-- Rexxfleet: '

/** One part's text, cut into its lines. */
export function part(name: ScriptPart, ...texts: readonly string[]): ScriptLine[] {
  return texts.flatMap(text => text.split('\n')).map(text => ({ text, part: name }))
}

/** The script with its key. Only a key that can stand between quotes passes: nobody smuggles SQL in as a key. */
export function withKey(lines: readonly ScriptLine[], key: string): ScriptLine[] {
  if (!/^[A-Za-z0-9_-]{32}$/.test(key)) {
    throw new AppError(
      'key-length',
      'A key for the script has exactly 32 characters out of letters, digits, "-" and "_". Let Rexxfleet make a new one.'
    )
  }
  return lines.map(line => ({ ...line, text: line.text.replaceAll(keyPlaceholder, key) }))
}

/** The script as one text, ready for a file or the clipboard. */
export function scriptText(lines: readonly ScriptLine[]): string {
  return lines.map(line => line.text).join('\n') + '\n'
}
