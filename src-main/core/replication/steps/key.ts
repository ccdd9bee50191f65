import type { ApiKeyRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { KeyRef, SiteId } from '../../fleet/site.ts'
import type { Step } from '../../workflow/step.ts'
import type { SiteRow } from '../provenance.ts'
import type { ReplicationDeps } from './deps.ts'
import { claim } from './ownership.ts'

const row = (siteId: SiteId, id: number): SiteRow => ({ siteId, kind: 'apikey', rowId: String(id) })

/** The row of a key that Rexxfleet holds; null where the keychain or the site does not know it. */
export async function keyRowOf(
  site: SiteReader,
  keys: ReplicationDeps['keys'],
  keyRef: KeyRef
): Promise<ApiKeyRow | null> {
  if (!(await keys.has(keyRef))) return null
  return (await site.rows('apikey', { apiKey: { keyRef } }))[0] ?? null
}

/** The replica knows the link's key. It is in the keychain before it is sent, so a lost answer loses no key. */
export function makeLinkKey(deps: ReplicationDeps, siteId: SiteId, keyRef: KeyRef, linkId: string): Step {
  return {
    id: `${siteId}/key/${linkId}`,
    kind: 'make-link-key',
    siteId,
    async look({ reader }) {
      const found = await keyRowOf(reader(siteId), deps.keys, keyRef)
      const act = found ? 'reuse' : 'create'
      return {
        done: found !== null,
        effects: [{ act, what: 'apikey', name: 'link' }],
        result: found && { id: found.id }
      }
    },
    async act({ writer }) {
      await deps.keys.create(keyRef)
      await writer(siteId).createRow('apikey', { keyRef })
    },
    settled(look, made) {
      const { id } = look.result as { id: number }
      claim(deps.provenance, row(siteId, id), [linkId], made)
    },
    inverse: () => removeLinkKey(deps, siteId, keyRef, linkId)
  }
}

/** The replica no longer knows the link's key. The keychain forgets it when the link itself is forgotten. */
export function removeLinkKey(deps: ReplicationDeps, siteId: SiteId, keyRef: KeyRef, linkId: string): Step {
  return {
    id: `${siteId}/key/${linkId}`,
    kind: 'remove-link-key',
    siteId,
    async look({ reader }) {
      const found = await keyRowOf(reader(siteId), deps.keys, keyRef)
      const effects = found ? ([{ act: 'remove', what: 'apikey', name: 'link' }] as const) : []
      return { done: found === null, effects, result: null }
    },
    async act({ writer }) {
      const found = await keyRowOf(writer(siteId), deps.keys, keyRef)
      if (!found) return
      await writer(siteId).removeRow('apikey', found.id)
      deps.provenance.forget(row(siteId, found.id))
    },
    inverse: () => makeLinkKey(deps, siteId, keyRef, linkId)
  }
}
