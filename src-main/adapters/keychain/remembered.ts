import type { KeyStore } from '../../core/fleet/keys.ts'

/** How long a key is taken from memory: somebody may change it in the keychain's own window. */
const longestMs = 5 * 60_000

/**
 * Keys as they were read last. A keychain is another program: asked for each request of a run it would take longer than the request's
 * own work. Whatever this program does to a key is known at once.
 */
export function remembered(store: KeyStore, now: () => number = () => performance.now()): KeyStore {
  const known = new Map<string, { readonly key: Promise<string>; readonly at: number }>()
  const changed = async (ref: string, work: Promise<void>): Promise<void> => {
    known.delete(ref)
    try {
      await work
    } finally {
      // What was read while the change was under way may be the key before it.
      known.delete(ref)
    }
  }
  return {
    kind: store.kind,
    has: ref => store.has(ref),
    read(ref) {
      const last = known.get(ref)
      if (last !== undefined && now() - last.at < longestMs) return last.key
      const entry = { key: store.read(ref), at: now() }
      known.set(ref, entry)
      entry.key.catch(() => {
        if (known.get(ref) === entry) known.delete(ref)
      })
      return entry.key
    },
    create: ref => changed(ref, store.create(ref)),
    put: (ref, key) => changed(ref, store.put(ref, key)),
    putSecret: (ref, secret) => changed(ref, store.putSecret(ref, secret)),
    remove: ref => changed(ref, store.remove(ref))
  }
}
