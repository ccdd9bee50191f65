import type { ReadOptions, SiteReader } from '../../fleet/site-access.ts'
import type { KeyRef, SiteId } from '../../fleet/site.ts'
import { isAppError } from '../../shared/app-error.ts'
import { marksOfOthers } from '../rules/markers.ts'
import type { FleetKnowledge } from '../rule.ts'
import type { SiteSnapshot } from '../snapshot.ts'

/** What the originals of a copy are opened with: their management keys, and the keys of links that end at them. */
export function keysOfOriginals(
  snapshot: SiteSnapshot,
  fleet: Pick<FleetKnowledge, 'sites' | 'links'>
): KeyRef[] {
  const originals = new Set<SiteId>(marksOfOthers(snapshot, fleet).map(({ id }) => id))
  return [
    ...fleet.sites.filter(({ id }) => originals.has(id)).map(({ keyRef }) => keyRef),
    ...fleet.links.filter(({ replicaId }) => originals.has(replicaId)).map(({ keyRef }) => keyRef)
  ]
}

/** The rows of those keys that this site takes, too. A key that is not in the key store is not asked for. */
export async function readSharedKeys(
  site: SiteReader,
  refs: readonly KeyRef[],
  options: ReadOptions
): Promise<number[]> {
  const found: number[] = []
  for (const keyRef of refs) {
    try {
      const rows = await site.rows('apikey', { apiKey: { keyRef } }, options)
      found.push(...rows.map(({ id }) => id))
    } catch (thrown) {
      if (!isAppError(thrown, 'key-missing')) throw thrown
    }
  }
  return [...new Set(found)]
}
