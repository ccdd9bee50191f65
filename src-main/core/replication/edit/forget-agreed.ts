import type { EntityId, ModelName } from '../../models/model.ts'
import type { Link } from '../../topology/link.ts'
import type { Step } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'

/**
 * What was agreed about flushed entities counts no more: it would speak of rows that are gone if the model came back some day. The undo
 * of the flush remembers it from the archive.
 */
export function forgetAgreed(
  deps: ReplicationDeps,
  link: Link,
  model: ModelName,
  except: readonly EntityId[]
): Step {
  const stays = new Set(except)
  const open = (): EntityId[] =>
    [...deps.agreed.each(link.id, model)].map(({ foreignId }) => foreignId).filter(id => !stays.has(id))
  return {
    id: `link/agreed/${link.id}/${model}`,
    kind: 'forget-agreed',
    siteId: null,
    look: async () => ({ done: open().length === 0, effects: [], result: null }),
    async act() {
      deps.agreed.remove(link.id, model, open())
    },
    inverse: () => null
  }
}
