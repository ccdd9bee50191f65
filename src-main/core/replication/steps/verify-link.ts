import { answeredNo } from '../../fleet/answered-no.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { AppError, asAppError } from '../../shared/app-error.ts'
import type { Link, LinkModel } from '../../topology/link.ts'
import type { Readers, Step } from '../../workflow/step.ts'

/**
 * All that a run will need is really there, asked with the keys that it will use (F7), and both sides can be read: a data source is made for any
 * class, also for one that the site does not have. Writes nothing.
 */
export function verifyLink(link: Link): Step {
  async function check({ reader }: Readers): Promise<AppError | null> {
    const [primary, replica] = [reader(link.primaryId), reader(link.replicaId)]
    for (const one of link.models) {
      if ((await replica.permissionOf(link.keyRef, one.replicaEndpoint)) !== 'write')
        return notGranted(one.replicaEndpoint)
      for (const [site, endpoint] of [
        [replica, one.replicaEndpoint],
        [primary, one.primaryEndpoint]
      ] as const) {
        if ((await site.permission(endpoint)) === 'none') return notGranted(endpoint)
        const unread = await whyUnread(site, one, endpoint)
        if (unread) return unread
      }
    }
    return null
  }

  return {
    id: `link/verify/${link.id}`,
    kind: 'verify-link',
    siteId: link.replicaId,
    onlyChecks: true,
    async look(readers) {
      // Before the link's key exists there is nothing to ask with: a plan takes the step as open.
      const found = await check(readers).catch(() => 'unknown')
      return { done: found === null, effects: [], result: null }
    },
    async act(writers) {
      const found = await check(writers)
      if (found) throw found
    },
    inverse: () => null
  }
}

function notGranted(endpoint: string): AppError {
  return new AppError(
    'step-failed',
    `The site does not grant what the link needs on '${endpoint}'. Check its permissions.`,
    { endpoint }
  )
}

/** Null where a first entity, or none, is told. A site that is away is another matter, and is thrown. */
async function whyUnread(
  site: SiteReader,
  { model: name }: LinkModel,
  endpoint: string
): Promise<AppError | null> {
  const model = modelNamed(name)
  try {
    for await (const _page of site.entityPages({ endpoint, model }, { pageSize: 1, ahead: false }))
      return null
    return null
  } catch (thrown) {
    if (!answeredNo(thrown)) throw thrown
    return new AppError(
      'model-not-there',
      `${site.site.name} cannot read ${model.shortName}: ${asAppError(thrown).message} Undo this, and link without it, or install its component there.`,
      { model: name, site: site.site.name },
      { cause: thrown }
    )
  }
}
