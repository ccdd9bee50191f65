import { AsyncEntry } from '@napi-rs/keyring'
import { randomUUID } from 'node:crypto'
import { AppError } from '../../core/shared/app-error.ts'

/** How long somebody may take to answer the keychain's own question for its password. */
const patienceMs = 120_000

/** One password of the operating system's keychain. Its errors are AppErrors. */
export interface KeychainEntry {
  get(): Promise<string | null>
  set(password: string): Promise<void>
  remove(): Promise<void>
}

/**
 * On Linux pinned to the Secret Service: left alone, the library falls back to the kernel's keyring, which forgets everything at the
 * end of the session.
 */
export function keychainEntry(service: string, account: string): KeychainEntry {
  const call = async <T>(work: (entry: AsyncEntry) => Promise<T>): Promise<T> => {
    try {
      // The constructor itself throws where no Secret Service is to be had.
      const entry = new AsyncEntry(service, account, { linux: { store: 'secret-service' } })
      return await inTime(work(entry))
    } catch (thrown) {
      throw thrown instanceof AppError ? thrown : explained(thrown)
    }
  }
  return {
    get: () => call(async entry => (await entry.getPassword()) ?? null),
    set: password => call(entry => entry.setPassword(password)),
    remove: () => call(async entry => void (await entry.deletePassword()))
  }
}

/**
 * Proves that the keychain keeps what it is given: one that is locked or has no collection answers 'there is no such password'
 * instead of an error.
 */
export async function proveKeychain(service: string): Promise<void> {
  const entry = keychainEntry(service, `probe-${randomUUID()}`)
  await entry.set('probe')
  const found = await entry.get()
  await entry.remove()
  if (found !== 'probe') throw unavailable('it does not give back what it was given')
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(locked('it did not answer')), patienceMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function explained(thrown: unknown): AppError {
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  return /dismissed|locked/i.test(reason) ? locked(reason, thrown) : unavailable(reason, thrown)
}

function locked(reason: string, cause?: unknown): AppError {
  return new AppError(
    'keychain-locked',
    `The keychain is locked, so Rexxfleet cannot get at its keys (${reason}). Unlock it and try again.`,
    { reason },
    { cause }
  )
}

/** Names the two ways out. */
export function unavailable(reason: string, cause?: unknown): AppError {
  return new AppError(
    'keychain-unavailable',
    `This computer offers no keychain that Rexxfleet could keep its keys in (${reason}). Either install and unlock a Secret Service (on Debian: apt install gnome-keyring, then sign in again), or let Rexxfleet keep them in an encrypted file: start it with a passphrase in REXXFLEET_PASSPHRASE.`,
    { reason },
    { cause }
  )
}
