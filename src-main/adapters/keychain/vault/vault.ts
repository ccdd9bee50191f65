import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyStore } from '../../../core/fleet/keys.ts'
import { inTurn } from '../in-turn.ts'
import { readIfThere, writePrivately } from '../private-file.ts'
import { missingKey, randomKey, refuseUnusable, refuseWrongLength } from '../random-key.ts'
import {
  derivedAhead,
  newSeal,
  openSeal,
  sealed,
  unsealed,
  type DerivedAhead,
  type Keys,
  type Seal
} from './sealing.ts'
import { parsedVault } from './vault-file.ts'

const vaultPath = (directory: string): string => join(directory, 'keys.vault')

/** The text of the vault in this directory, or null where there is none. */
export const vaultIn = (directory: string): Promise<string | null> => readIfThere(vaultPath(directory))

/**
 * Derives what opens the vault of this directory, before anything of the directory is this program's: it only reads. Null where there is no
 * vault, or none that can be read: whoever opens it says what is wrong.
 */
export async function beginVault(directory: string, passphrase: string): Promise<DerivedAhead | null> {
  const path = vaultPath(directory)
  try {
    // At once, and not when the thread is free again: it is about to load the program.
    return await derivedAhead(parsedVault(readFileSync(path, 'utf8'), path), passphrase)
  } catch {
    return null
  }
}

/** Opens a vault that was read. `ahead`: of `beginVault`. Fails with 'vault-passphrase-wrong' or 'vault-damaged'. */
export async function openVault(
  directory: string,
  text: string,
  passphrase: string,
  ahead: DerivedAhead | null
): Promise<KeyStore> {
  const path = vaultPath(directory)
  const vault = parsedVault(text, path)
  const seal = await openSeal(vault, passphrase, path, ahead)
  return keysIn(path, seal, unsealed(vault, seal, path))
}

/** Makes an empty vault at once, so that the next passphrase is measured against this one. */
export async function makeVault(directory: string, passphrase: string, cost?: number): Promise<KeyStore> {
  const path = vaultPath(directory)
  const seal = await newSeal(passphrase, cost)
  const none: Keys = new Map()
  await writePrivately(path, sealed(none, seal))
  return keysIn(path, seal, none)
}

function keysIn(path: string, seal: Seal, found: Keys): KeyStore {
  const turn = inTurn()
  let keys = found
  const replace = async (next: Keys): Promise<void> => {
    await writePrivately(path, sealed(next, seal))
    keys = next
  }
  return {
    kind: 'vault',
    has: ref => Promise.resolve(keys.has(ref)),
    read(ref) {
      const key = keys.get(ref)
      return key === undefined ? Promise.reject(missingKey(ref)) : Promise.resolve(key)
    },
    create: ref =>
      turn(async () => {
        if (!keys.has(ref)) await replace(new Map(keys).set(ref, randomKey()))
      }),
    put: (ref, key) =>
      turn(async () => {
        refuseWrongLength(key)
        await replace(new Map(keys).set(ref, key))
      }),
    putSecret: (ref, secret) =>
      turn(async () => {
        refuseUnusable(secret)
        await replace(new Map(keys).set(ref, secret))
      }),
    remove: ref =>
      turn(async () => {
        if (keys.has(ref)) await replace(new Map([...keys].filter(([other]) => other !== ref)))
      })
  }
}
