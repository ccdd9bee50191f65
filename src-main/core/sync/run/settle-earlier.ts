import { modelNamed } from '../../models/catalogue.ts'
import { arrivedIn } from './arrived.ts'
import { scopeOf, type PushContext } from './context.ts'
import { readAllMappings } from './plan-run.ts'
import { settleAfterQuiet, settleAtOnce } from './settle.ts'

/**
 * Settles what earlier runs of the link left in the dark, before this one looks at anything: it would send the same entities while the
 * earlier requests may be at work on the site, and make anew what is there without its mapping (F44). Waits for their quiet time. What did
 * not arrive is open in its own run.
 */
export async function settleEarlier(context: PushContext): Promise<void> {
  const { store, link, runId } = context
  const models = link.models.map(({ model }) => model)
  for (const { id } of store.runs.list({ linkId: link.id, inTheDark: true })) {
    const carried = models.filter(
      model => store.runs.countItems(id, { model, states: ['sending', 'unknown'] }) > 0
    )
    if (id === runId || carried.length === 0) continue
    const earlier = { ...context, runId: id, mappings: new Map() }
    await readAllMappings(earlier, models)
    for (const [model, items] of await settleAtOnce(earlier)) {
      const linkModel = link.models.find(candidate => candidate.model === model)!
      await settleAfterQuiet(earlier, scopeOf(modelNamed(model), linkModel), items)
    }
    store.runs.update(id, arrivedIn(store.runs, id))
  }
}
