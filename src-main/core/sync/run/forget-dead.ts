import type { RunContext } from './context.ts'

/** Items looked at in one go. */
const batch = 2_000

/**
 * A mapping whose entity is gone counts as none until the entity is made anew, by a POST that drops it (F43): nothing may go out that would
 * hang on what is not there (F18). A comparison does the same; this is for a run that was planned before.
 */
export function forgetDead({
  runId,
  store,
  mappings
}: Pick<RunContext, 'runId' | 'store' | 'mappings'>): void {
  const toCreate = { actions: ['create'], states: ['open', 'sending', 'unknown'], limit: batch } as const
  for (let after = -1; ;) {
    const items = store.runs.items(runId, { ...toCreate, after })
    for (const { model, foreignId, localId, why } of items) {
      if (why !== 'removed-on-replica' || localId === null) continue
      const index = mappings.get(model)
      if (index?.localId(foreignId) === localId) index.removePair(foreignId, localId)
    }
    if (items.length < batch) return
    after = items.at(-1)!.position
  }
}
