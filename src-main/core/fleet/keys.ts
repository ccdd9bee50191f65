import type { KeyRef } from './site.ts'

/** Keys are exactly this long: shorter ones can be stored on a site and never used (F2). */
export const keyLength = 32

/** The longest secret of another kind: what every operating system's keychain holds. */
export const secretLength = 500

/** What the domain may do with keys: it names them, and never sees one. */
export interface KeyKeeper {
  has(ref: KeyRef): Promise<boolean>
  /** Makes a new random key of 32 characters under this name. An existing one is kept, so that a repeated step sends the same key. */
  create(ref: KeyRef): Promise<void>
  /** Stores a key that a person gave. Refuses any other length ('key-length'). */
  put(ref: KeyRef, key: string): Promise<void>
  /** Stores a secret that is no site's key, such as a password, as it was given: 1 to 500 characters ('invalid-input'). */
  putSecret(ref: KeyRef, secret: string): Promise<void>
  remove(ref: KeyRef): Promise<void>
}

/** The one door through which a key comes out: for the client at the last moment, and for the enrolment script. */
export interface KeyReader {
  /** Fails with 'key-missing' where there is none. */
  read(ref: KeyRef): Promise<string>
}

/** Where keys live: the keychain of the operating system, or the encrypted vault. */
export interface KeyStore extends KeyKeeper, KeyReader {
  /** For the settings page: 'keychain' or 'vault'. */
  readonly kind: 'keychain' | 'vault'
}
