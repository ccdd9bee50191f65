import { keyLength } from '../../fleet/keys.ts'
import type { ApiKeyRow, GrantRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { SiteId } from '../../fleet/site.ts'
import type { Step } from '../../workflow/step.ts'
import { tellsBoth } from '../rules/grant-leads-nowhere.ts'
import type { MendDeps } from './deps.ts'
import type { NamedRow } from './mend.ts'
import { outdated } from './outdated.ts'

/** Why access is taken away; a stable word. */
type Useless = 'of-no-use' | 'of-the-original'

/** Grants go that nobody shall use: they lead nowhere, or belong to the key `keyId`, which goes too. */
export function removeGrants(
  { provenance }: MendDeps,
  siteId: SiteId,
  grants: readonly NamedRow[],
  keyId: number | null,
  why: Useless = 'of-no-use'
): Step {
  const wanted = new Set(grants.map(({ rowId }) => rowId))
  const useless = (grant: GrantRow): boolean =>
    grant.apiKeyId === null || grant.endpoint === null || grant.apiKeyId === keyId
  const standing = async (site: SiteReader): Promise<GrantRow[]> => {
    const grants = await site.rows('grant')
    if (!tellsBoth(grants)) throw outdated('The site does not tell what its grants are for any more.')
    return grants.filter(grant => wanted.has(grant.id) && useless(grant))
  }
  return {
    id: `${siteId}/remove-grants/${keyId ?? 'nowhere'}`,
    kind: 'remove-grants',
    siteId,
    async look({ reader }) {
      const found = new Set((await standing(reader(siteId))).map(({ id }) => id))
      const effects = grants
        .filter(({ rowId }) => found.has(rowId))
        .map(({ name }) => ({ act: 'remove', what: 'grant', name, why }) as const)
      return { done: found.size === 0, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      for (const { id } of await standing(site)) {
        await site.removeRow('grant', id)
        provenance.forget({ siteId, kind: 'grant', rowId: String(id) })
      }
    },
    inverse: () => null
  }
}

/** A key goes that opens nothing (any more): too short to be accepted (F2), or without a grant. It cannot come back: nobody knows it. */
export function removeKey(
  { provenance }: MendDeps,
  siteId: SiteId,
  keyId: number,
  why: Useless = 'of-no-use'
): Step {
  const name = `key ${keyId}`
  const found = async (site: SiteReader): Promise<ApiKeyRow | null> =>
    (await site.rows('apikey', { id: keyId })).find(({ id }) => id === keyId) ?? null
  return {
    id: `${siteId}/remove-key/${keyId}`,
    kind: 'remove-key',
    siteId,
    async look({ reader }) {
      const row = await found(reader(siteId))
      const effects = row ? ([{ act: 'remove', what: 'apikey', name, why }] as const) : []
      return { done: row === null, effects, result: null }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const row = await found(site)
      if (!row) return
      const grants = (await site.rows('grant')).filter(({ apiKeyId }) => apiKeyId === keyId)
      if (row.length >= keyLength && grants.length > 0) throw outdated('The key has rights now.')
      await site.removeRow('apikey', keyId)
      provenance.forget({ siteId, kind: 'apikey', rowId: String(keyId) })
    },
    inverse: () => null
  }
}
