import { AppError } from '../../shared/app-error.ts'
import type { Link } from '../../topology/link.ts'
import type { Readers, Step } from '../../workflow/step.ts'

/** All that a run will need is really there, asked with the keys that it will use (F7). Writes nothing. */
export function verifyLink(link: Link): Step {
  async function missing({ reader }: Readers): Promise<string | null> {
    for (const model of link.models) {
      const replica = reader(link.replicaId)
      if ((await replica.permissionOf(link.keyRef, model.replicaEndpoint)) !== 'write')
        return model.replicaEndpoint
      if ((await replica.permission(model.replicaEndpoint)) === 'none') return model.replicaEndpoint
      if ((await reader(link.primaryId).permission(model.primaryEndpoint)) === 'none')
        return model.primaryEndpoint
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
      const endpoint = await missing(readers).catch(() => 'unknown')
      return { done: endpoint === null, effects: [], result: null }
    },
    async act(writers) {
      const endpoint = await missing(writers)
      if (endpoint === null) return
      throw new AppError(
        'step-failed',
        `The site does not grant what the link needs on '${endpoint}'. Check its permissions.`,
        { endpoint }
      )
    },
    inverse: () => null
  }
}
