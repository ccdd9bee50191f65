import type { KeyStore } from '../../core/fleet/keys.ts'
import { AppError, isAppError } from '../../core/shared/app-error.ts'
import { keychain } from './keychain.ts'
import { keychainProfile, makeKeychainProfile } from './profile.ts'
import { remembered } from './remembered.ts'
import { proveKeychain } from './secret-service.ts'
import type { DerivedAhead } from './vault/sealing.ts'
import { makeVault, openVault, vaultIn } from './vault/vault.ts'

export interface KeyStoreOptions {
  readonly dataDirectory: string
  /**
   * Gives the vault's passphrase: REXXFLEET_PASSPHRASE, or what somebody types (twice, where a vault is to be made). Whoever composes
   * deletes REXXFLEET_PASSPHRASE from `process.env` once it is read, so that no child process inherits it.
   */
  readonly passphrase: (purpose: 'open' | 'make') => Promise<string | null>
  /** Set where the passphrase was given beforehand (REXXFLEET_PASSPHRASE): a new data directory then gets a vault without further ado. */
  readonly preferVault?: boolean
  /** What `beginVault` derives, or has derived, with that passphrase. */
  readonly ahead?: Promise<DerivedAhead | null> | undefined
  /** First part of the name under which the keychain lists the keys. */
  readonly service?: string
  /** Cost of the passphrase of a new vault; lower in tests only. */
  readonly vaultCost?: number
}

/**
 * Finds where a data directory keeps its keys. The choice is made once and stays, because keys do not move by themselves:
 * 1. `keys.vault` is there: the vault.
 * 2. `keychain.profile` is there: the keychain, even when a passphrase is given.
 * 3. Neither: the vault where `preferVault` is set; else the keychain where it works; else a new vault where there is a passphrase.
 *
 * Open the store first: its lock keeps a second Rexxfleet away from the vault. Fails with 'keychain-unavailable', 'keychain-locked',
 * 'vault-passphrase-needed', 'vault-passphrase-wrong' or 'vault-damaged', and has written nothing then.
 */
export async function openKeyStore(options: KeyStoreOptions): Promise<KeyStore> {
  const { dataDirectory, service = 'Rexxfleet' } = options
  const vault = await vaultIn(dataDirectory)
  if (vault !== null) {
    const passphrase = await options.passphrase('open')
    if (!passphrase) throw passphraseNeeded(dataDirectory)
    return await openVault(dataDirectory, vault, passphrase, (await options.ahead) ?? null)
  }
  const profile = await keychainProfile(dataDirectory)
  if (profile !== null) {
    await proveKeychain(service)
    return remembered(keychain(`${service} ${profile}`))
  }
  if (options.preferVault === true) return await newVault(options, passphraseNeeded(dataDirectory))
  try {
    await proveKeychain(service)
  } catch (thrown) {
    if (!isAppError(thrown, 'keychain-unavailable', 'keychain-locked')) throw thrown
    return await newVault(options, thrown.code === 'keychain-locked' ? stillAChoice(thrown) : thrown)
  }
  return remembered(keychain(`${service} ${await makeKeychainProfile(dataDirectory)}`))
}

async function newVault(options: KeyStoreOptions, without: AppError): Promise<KeyStore> {
  const passphrase = await options.passphrase('make')
  if (!passphrase) throw without
  return await makeVault(options.dataDirectory, passphrase, options.vaultCost)
}

/** Nothing is in the locked keychain yet, so there is another way than to unlock it: a server has nobody who could. */
function stillAChoice({ message, details, cause }: AppError): AppError {
  const way =
    'Or let Rexxfleet keep its keys in an encrypted file: start it with a passphrase in REXXFLEET_PASSPHRASE.'
  return new AppError('keychain-locked', `${message} ${way}`, details, { cause })
}

function passphraseNeeded(directory: string): AppError {
  return new AppError(
    'vault-passphrase-needed',
    `The keys of ${directory} are in an encrypted file. Start Rexxfleet with its passphrase in REXXFLEET_PASSPHRASE, or on a terminal, where it asks for it.`,
    { directory }
  )
}
