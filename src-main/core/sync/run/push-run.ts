import { modelNamed } from '../../models/catalogue.ts'
import { namesItsOwn, parentsFirst } from '../../models/dependencies.ts'
import type { ModelName } from '../../models/model.ts'
import type { ItemRecord } from '../records.ts'
import { scopeOf, type PushContext } from './context.ts'
import { ModelPusher } from './model-pusher.ts'
import { settleAfterQuiet, type Unsettled } from './settle.ts'

/**
 * Sends every open item of a run: creations and updates parents first, removals children first. Batches follow each other without a
 * gap: while one goes out, the next is prepared and the one before is read back. Stops with an AppError where the site itself is the
 * trouble; what was not sent stays open.
 */
export async function pushRun(context: PushContext, unsettled: Unsettled = new Map()): Promise<void> {
  const order = parentsFirst(context.link.models.map(({ model }) => model))
  for (const model of order) await pushModel(context, model, unsettled.get(model) ?? [])
  for (const model of order.toReversed()) await new ModelPusher(context, model, ['delete']).push()
}

/** What is open goes out while what is unsettled has its quiet time; then that is settled, and sent where it did not arrive. */
async function pushModel(
  context: PushContext,
  name: ModelName,
  unsettled: readonly ItemRecord[]
): Promise<void> {
  const model = modelNamed(name)
  const push = (): Promise<void> => new ModelPusher(context, name, ['create', 'update']).push()
  // Children of a parent that may not have arrived have to wait for it.
  if (!namesItsOwn(model) || unsettled.length === 0) await push()
  if (unsettled.length === 0) return
  const linkModel = context.link.models.find(candidate => candidate.model === name)!
  await settleAfterQuiet(context, scopeOf(model, linkModel), unsettled)
  await push()
}
