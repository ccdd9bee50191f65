import { randomInt } from 'node:crypto'
import { keyLength, secretLength } from '../../core/fleet/keys.ts'
import { AppError } from '../../core/shared/app-error.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A new key: each letter as likely as any other. */
export function randomKey(): string {
  return Array.from({ length: keyLength }, () => letters[randomInt(letters.length)]).join('')
}

/** Refuses a key that a site could store and would never accept (F2). */
export function refuseWrongLength(key: string): void {
  if (key.length === keyLength) return
  throw new AppError(
    'key-length',
    `A key has exactly ${keyLength} characters; this one has ${key.length}. Copy the whole key, without spaces around it.`,
    { length: key.length, needed: keyLength }
  )
}

/** Refuses a secret of another kind that is none, or that a keychain would cut. */
export function refuseUnusable(secret: string): void {
  if (secret !== '' && secret.length <= secretLength && !secret.includes('\u0000')) return
  throw new AppError(
    'invalid-input',
    `A password has 1 to ${secretLength} characters; this one has ${secret.length}, or holds what none can.`,
    { length: secret.length }
  )
}

export function missingKey(ref: string): AppError {
  return new AppError(
    'key-missing',
    `The key '${ref}' is not where Rexxfleet keeps its keys. If the data directory came from another computer, give the site a key again.`,
    { ref }
  )
}
