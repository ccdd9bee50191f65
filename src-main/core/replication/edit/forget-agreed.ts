import type { EntityId, ModelName } from '../../models/model.ts'
import type { Link, LinkModel } from '../../topology/link.ts'
import type { Readers, Step } from '../../workflow/step.ts'
import { stillCarried } from '../flush/still-carried.ts'
import type { ReplicationDeps } from '../steps/deps.ts'

/**
 * What was agreed about flushed entities counts no more: it would speak of rows that are gone if the model came back some day. The undo
 * of the flush remembers it from the archive.
 */
export function forgetAgreed(
  deps: ReplicationDeps,
  link: Link,
  model: ModelName,
  after: readonly LinkModel[]
): Step {
  async function open(readers: Readers): Promise<EntityId[]> {
    const agreed = [...deps.agreed.each(link.id, model)].map(({ foreignId }) => foreignId)
    if (agreed.length === 0) return []
    const stays = (await stillCarried(deps, link, after, readers))(model)
    return agreed.filter(id => !stays(id))
  }
  return {
    id: `link/agreed/${link.id}/${model}`,
    kind: 'forget-agreed',
    siteId: null,
    look: async readers => ({ done: (await open(readers)).length === 0, effects: [], result: null }),
    async act(readers) {
      deps.agreed.remove(link.id, model, await open(readers))
    },
    inverse: () => null
  }
}
