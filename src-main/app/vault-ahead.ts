import { beginVault } from '../adapters/keychain/vault/vault.ts'
import type { ProgramOptions } from './program.ts'

/** What a passphrase that was given beforehand becomes, in the making. */
export type VaultAhead = ReturnType<typeof beginVault>

/**
 * Begins the slowest part of a start, which is slow so that passphrases cannot be tried, and leaves this thread free. Knows little of the
 * program, which can be loaded meanwhile. Asks nobody: where no passphrase was given beforehand there is nothing to begin with.
 */
export async function openVaultAhead(
  options: Pick<ProgramOptions, 'dataDirectory' | 'passphrase' | 'preferVault'>
): VaultAhead {
  const passphrase = options.preferVault === true ? await options.passphrase('open') : null
  return passphrase === null ? null : beginVault(options.dataDirectory, passphrase)
}
