import { newSeal, openSeal, sealed, unsealed } from '../../adapters/keychain/vault/sealing.ts'
import { parsedVault } from '../../adapters/keychain/vault/vault-file.ts'
import { keyLength } from '../../core/fleet/keys.ts'
import { AppError, isAppError } from '../../core/shared/app-error.ts'
import { refusedFile } from '../../core/topology-file/check-topology.ts'
import type { FileSite } from '../../core/topology-file/topology-file.ts'

/**
 * Under which name a site's key is encrypted. The address is part of it: keys cut out of an honest file and put into one with other
 * addresses are never sent there.
 */
export function sealedName({ id, baseUrl }: Pick<FileSite, 'id' | 'baseUrl'>): string {
  return `${id} ${baseUrl}`
}

/** Management keys as the vault encrypts them; null where none go along. A lower cost is for tests. */
export async function sealKeys(
  keys: ReadonlyMap<string, string>,
  passphrase: string,
  cost?: number
): Promise<unknown> {
  return JSON.parse(sealed(keys, await newSeal(passphrase, cost)))
}

/** The keys of the sites given, by the id that a site has in the file. Fails with 'file-passphrase-wrong', 'file-damaged' or 'file-refused'. */
export async function unsealKeys(
  block: unknown,
  passphrase: string,
  sites: readonly FileSite[],
  path: string
): Promise<Map<string, string>> {
  const keys = await opened(block, passphrase, path)
  return new Map(
    sites
      .filter(site => site.key)
      .map(site => {
        const key = keys.get(sealedName(site))
        if (key?.length !== keyLength)
          throw refusedFile(`the keys in it do not belong to its sites`, { site: site.name })
        return [site.id, key]
      })
  )
}

async function opened(
  block: unknown,
  passphrase: string,
  path: string
): Promise<ReadonlyMap<string, string>> {
  try {
    const vault = parsedVault(JSON.stringify(block), path)
    return unsealed(vault, await openSeal(vault, passphrase, path), path)
  } catch (thrown) {
    if (isAppError(thrown, 'vault-passphrase-wrong'))
      throw new AppError(
        'file-passphrase-wrong',
        `This passphrase does not open the keys in ${path}. Try again, or import without the keys.`,
        { path }
      )
    if (isAppError(thrown, 'vault-damaged'))
      throw new AppError(
        'file-damaged',
        `The keys in ${path} are damaged. Export them again, or import without the keys.`,
        { path }
      )
    throw thrown
  }
}
