import type { KeyKeeper } from '../../core/fleet/keys.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import type { KeyRef } from '../../core/fleet/site.ts'
import type { Notes } from '../../core/shared/ports.ts'

/**
 * Keys come in before their sites do, and keychain and database cannot be written as one. So it is noted first which ones are on their way:
 * a program that ends in between leaves keys that no site knows, and the next one takes them away.
 */
const noteName = 'incomingKeys'

export function noteIncoming(settings: Notes, refs: readonly KeyRef[]): void {
  settings.set(noteName, [...refs])
}

/** They have arrived, or are gone again. */
export function forgetIncoming(settings: Notes): void {
  settings.remove(noteName)
}

/** Takes away the keys of an import that was cut off. Leaves its note where the keychain does not let it. */
export async function dropStrayKeys(deps: {
  readonly settings: Notes
  readonly sites: SiteRepository
  readonly keys: Pick<KeyKeeper, 'remove'>
}): Promise<void> {
  const noted = deps.settings.get(noteName) as KeyRef[] | null
  if (noted === null) return
  const known = new Set(deps.sites.list().map(({ keyRef }) => keyRef))
  for (const ref of noted) if (!known.has(ref)) await deps.keys.remove(ref)
  forgetIncoming(deps.settings)
}
