import type { GrantRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import type { KeyRef, SiteId } from '../../fleet/site.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Step } from '../../workflow/step.ts'
import type { SiteRow } from '../provenance.ts'
import type { ReplicationDeps } from './deps.ts'
import { claim, whyKept, type Users } from './ownership.ts'
import { endpointNamed } from './endpoint.ts'
import { keyRowOf } from './key.ts'

/** A right of a key on an endpoint. `holder`: whose key it is. */
export interface GrantWish {
  readonly siteId: SiteId
  readonly endpoint: string
  readonly keyRef: KeyRef
  readonly holder: 'link' | 'management'
  readonly readOnly: boolean
}

const row = (siteId: SiteId, id: number): SiteRow => ({ siteId, kind: 'grant', rowId: String(id) })

/** The right itself, where the key has it. */
export async function grantOf(
  site: SiteReader,
  keys: ReplicationDeps['keys'],
  wish: GrantWish
): Promise<GrantRow | null> {
  const key = await keyRowOf(site, keys, wish.keyRef)
  const endpoint = key && (await endpointNamed(site, wish.endpoint))
  if (!key || !endpoint) return null
  const grants = await site.rows('grant', { apiKey: key.id, dataAccess: endpoint.id })
  return grants.find(grant => wish.readOnly || !grant.readOnly) ?? null
}

/** The key may read, or write, through the endpoint. A right that is there already is enough. */
export function makeGrant(deps: ReplicationDeps, wish: GrantWish, users: Users): Step {
  const { siteId, endpoint: name, holder } = wish
  return {
    id: `${siteId}/grant/${holder}/${name}`,
    kind: `grant-${holder}-key`,
    siteId,
    async look({ reader }) {
      const found = await grantOf(reader(siteId), deps.keys, wish)
      const effects = [
        { act: found ? 'reuse' : 'create', what: 'grant', name, why: wish.readOnly ? 'read' : 'write' }
      ] as const
      return { done: found !== null, effects, result: found && { id: found.id } }
    },
    async act({ writer }) {
      const site = writer(siteId)
      const key = await keyRowOf(site, deps.keys, wish.keyRef)
      const endpoint = await endpointNamed(site, name)
      if (!key || !endpoint)
        throw new AppError('step-failed', `The key or the endpoint '${name}' is gone again.`, {
          endpoint: name
        })
      await site.createRow('grant', { apiKey: key.id, endpoint: endpoint.id, readOnly: wish.readOnly })
    },
    settled(look, made) {
      const { id } = look.result as { id: number }
      claim(deps.provenance, row(siteId, id), users, made)
    },
    inverse: () => removeGrant(deps, wish, users)
  }
}

/** The key loses the right, unless it had it before Rexxfleet, or another link needs it. */
export function removeGrant(deps: ReplicationDeps, wish: GrantWish, users: Users): Step {
  const { siteId, endpoint: name, holder } = wish

  return {
    id: `${siteId}/grant/${holder}/${name}`,
    kind: `revoke-${holder}-key`,
    siteId,
    async look({ reader }) {
      const found = await grantOf(reader(siteId), deps.keys, wish)
      if (!found) return { done: true, effects: [], result: null }
      const why = whyKept(deps.provenance, row(siteId, found.id), users)
      if (why) return { done: true, effects: [{ act: 'keep', what: 'grant', name, why }], result: null }
      return { done: false, effects: [{ act: 'remove', what: 'grant', name }], result: null }
    },
    async act({ writer }) {
      const found = await grantOf(writer(siteId), deps.keys, wish)
      if (!found) return
      await writer(siteId).removeRow('grant', found.id)
      deps.provenance.forget(row(siteId, found.id))
    },
    inverse: () => makeGrant(deps, wish, users)
  }
}
