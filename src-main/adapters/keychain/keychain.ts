import type { KeyStore } from '../../core/fleet/keys.ts'
import { inTurn } from './in-turn.ts'
import { missingKey, randomKey, refuseUnusable, refuseWrongLength } from './random-key.ts'
import { keychainEntry, proveKeychain } from './secret-service.ts'

/** Keys as passwords in the operating system's keychain, one entry each: `service` and the key's name. */
export function keychain(service: string): KeyStore {
  const turn = inTurn()
  const entry = (ref: string) => keychainEntry(service, ref)
  const has = async (ref: string): Promise<boolean> => (await entry(ref).get()) !== null
  return {
    kind: 'keychain',
    has,
    async read(ref) {
      const key = await entry(ref).get()
      if (key !== null) return key
      // 'None' may mean that the keychain went away under us: then that is what the user has to hear.
      await proveKeychain(service)
      throw missingKey(ref)
    },
    create: ref =>
      turn(async () => {
        if (!(await has(ref))) await entry(ref).set(randomKey())
      }),
    put: (ref, key) =>
      turn(async () => {
        refuseWrongLength(key)
        await entry(ref).set(key)
      }),
    putSecret: (ref, secret) =>
      turn(async () => {
        refuseUnusable(secret)
        await entry(ref).set(secret)
      }),
    remove: ref => turn(() => entry(ref).remove())
  }
}
