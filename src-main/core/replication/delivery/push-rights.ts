import type { ApiKeyRow, GrantRow } from '../../fleet/management.ts'
import type { LinkModel, Link } from '../../topology/link.ts'
import { AppError } from '../../shared/app-error.ts'
import type { Readers, Step } from '../../workflow/step.ts'
import type { SiteRow } from '../provenance.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { endpointNamed } from '../steps/endpoint.ts'
import { keyRowOf } from '../steps/key.ts'
import { claim, whyKept } from '../steps/ownership.ts'
import { hostRowOf } from './receiver.ts'

const row = ({ replicaId: siteId }: Link, id: number): SiteRow => ({
  siteId,
  kind: 'grant',
  rowId: String(id)
})

/** The key with which Cloudrexx pushes to a receiver that was taken over; null where that is the link's own, or the replica knows none. */
async function foreignKeyOf(
  deps: ReplicationDeps,
  { reader }: Readers,
  link: Link
): Promise<ApiKeyRow | null> {
  const host = await hostRowOf(deps, reader(link.primaryId), link)
  if (!host) return null
  const replica = reader(link.replicaId)
  const own = await keyRowOf(replica, deps.keys, link.keyRef)
  const keys = await replica.rows('apikey')
  return keys.find(({ id, print }) => print === host.keyPrint && id !== own?.id) ?? null
}

async function rightOf(
  { reader }: Readers,
  { replicaId }: Link,
  key: ApiKeyRow,
  name: string
): Promise<GrantRow | null> {
  const endpoint = await endpointNamed(reader(replicaId), name)
  if (!endpoint) return null
  const grants = await reader(replicaId).rows('grant', { apiKey: key.id, dataAccess: endpoint.id })
  return grants.find(({ readOnly }) => !readOnly) ?? null
}

/**
 * Cloudrexx's own push may write a model on the replica also where it goes on with a key that was there before the link: without that it is
 * refused, and stops the queue of its receiver (F24).
 */
export function allowPush(deps: ReplicationDeps, link: Link, model: LinkModel): Step {
  const { replicaId: siteId } = link
  const { replicaEndpoint: name } = model
  return {
    id: `${siteId}/grant/push/${name}`,
    kind: 'grant-push-key',
    siteId,
    async look(readers) {
      const key = await foreignKeyOf(deps, readers, link)
      if (!key) return { done: true, effects: [], result: null }
      const found = await rightOf(readers, link, key, name)
      const effects = [{ act: found ? 'reuse' : 'create', what: 'grant', name, why: 'write' }] as const
      return { done: found !== null, effects, result: found && { id: found.id } }
    },
    async act(writers) {
      const site = writers.writer(siteId)
      const key = await foreignKeyOf(deps, writers, link)
      const endpoint = await endpointNamed(site, name)
      if (!key || !endpoint)
        throw new AppError('step-failed', `The key or the endpoint '${name}' is gone again.`, {
          endpoint: name
        })
      await site.createRow('grant', { apiKey: key.id, endpoint: endpoint.id, readOnly: false })
    },
    settled({ result }, made) {
      if (result !== null) claim(deps.provenance, row(link, (result as { id: number }).id), [link.id], made)
    },
    inverse: () => forbidPush(deps, link, model)
  }
}

/** The key that was there before the link loses what it got for the link's sake. */
export function forbidPush(deps: ReplicationDeps, link: Link, model: LinkModel): Step {
  const { replicaId: siteId } = link
  const { replicaEndpoint: name } = model
  const found = async (readers: Readers): Promise<GrantRow | null> => {
    const key = await foreignKeyOf(deps, readers, link)
    return key && rightOf(readers, link, key, name)
  }
  return {
    id: `${siteId}/grant/push/${name}`,
    kind: 'revoke-push-key',
    siteId,
    async look(readers) {
      const right = await found(readers)
      if (!right) return { done: true, effects: [], result: null }
      const why = whyKept(deps.provenance, row(link, right.id), [link.id])
      if (why) return { done: true, effects: [{ act: 'keep', what: 'grant', name, why }], result: null }
      return { done: false, effects: [{ act: 'remove', what: 'grant', name }], result: null }
    },
    async act(writers) {
      const right = await found(writers)
      if (!right) return
      await writers.writer(siteId).removeRow('grant', right.id)
      deps.provenance.forget(row(link, right.id))
    },
    inverse: () => allowPush(deps, link, model)
  }
}
