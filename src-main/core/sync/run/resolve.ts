import { modelNamed } from '../../models/catalogue.ts'
import { AppError } from '../../shared/app-error.ts'
import { canonicalForm, canonicalHash } from '../canonical.ts'
import { inFavourOfPrimary } from '../decide.ts'
import type { AgreedState, ItemRecord } from '../records.ts'
import { backwards, mappingsOf, scopeOf, type PushContext } from './context.ts'

/** Whose version of a conflict counts. */
export type Winner = 'primary' | 'replica'

/** A hash that no entity has: the side counts as changed, whatever it holds. */
const changed = ''

/**
 * Decides conflicts of a run. For the primary they become items that the run may send. For the replica its version is agreed to: a one-way
 * link leaves it alone until the primary changes, and of a both-ways link the twin brings it to the other side.
 */
export async function resolveConflicts(
  context: PushContext,
  items: readonly ItemRecord[],
  winner: Winner
): Promise<void> {
  for (const item of items) refuseUndecidable(item)
  if (winner === 'primary') return items.forEach(item => favourPrimary(context, item))
  for (const item of items) await favourReplica(context, item)
}

function refuseUndecidable(item: ItemRecord): void {
  const decidable = item.action === 'conflict' && item.state === 'open' && inFavourOfPrimary(item) !== null
  if (decidable) return
  throw new AppError(
    'conflict-undecidable',
    `${modelNamed(item.model).shortName} ${item.foreignId} cannot be decided for one side (${item.why ?? item.action}). Ask the doctor for this link.`,
    { item: item.position, why: item.why }
  )
}

function favourPrimary({ store, runId, clock, tally }: PushContext, item: ItemRecord): void {
  const { action, why } = inFavourOfPrimary(item)!
  store.runs.updateItems(runId, [{ position: item.position, patch: { action, why, changedAt: clock.now() } }])
  tally.move('conflict', action)
}

async function favourReplica(context: PushContext, item: ItemRecord): Promise<void> {
  const { store, runId, clock, twin, link, tally } = context
  if (item.why === 'edited-on-replica' || item.why === 'edited-on-both') await agreeToReplica(context, item)
  else if (item.why === 'deleted-and-edited') await letReplicaKeep(context, item)
  else if (twin) {
    // Deleted there: the twin may remove what is here, although it was edited.
    const seen = store.agreed.get(link.id, item.model, item.foreignId)
    if (seen) store.agreed.put(link.id, item.model, [{ ...seen, primaryHash: await hashHere(context, item) }])
  }
  const patch = { state: 'skipped', why: 'replica-wins', changedAt: clock.now() } as const
  store.runs.updateItems(runId, [{ position: item.position, patch }])
  tally.add('conflict', -1)
  tally.add('unchanged')
}

async function agreeToReplica(context: PushContext, item: ItemRecord): Promise<void> {
  const { store, link, twin, replica, signal } = context
  const scope = scopeOf(
    modelNamed(item.model),
    link.models.find(({ model }) => model === item.model)!
  )
  const localId = item.localId!
  const there = await replica.entity(scope.onReplica, localId, { signal })
  if (!there)
    throw new AppError('entity-not-found', 'The entity is gone from the replica. Run the link again.', {})
  const form = canonicalForm(scope.model, backwards(context))
  const known = store.agreed.get(link.id, item.model, item.foreignId)
  const agreed: AgreedState = {
    foreignId: item.foreignId,
    localId,
    primaryHash: await hashHere(context, item),
    replicaHash: twin ? changed : canonicalHash(form(there), context.hash),
    origin: known?.origin ?? 'found'
  }
  store.agreed.put(link.id, item.model, [agreed])
  if (!twin) return
  const back = store.agreed.get(twin.id, item.model, localId)
  const origin = back?.origin ?? 'found'
  const here = await hashInReplicaTerms(context, item)
  store.agreed.put(twin.id, item.model, [
    { foreignId: localId, localId: item.foreignId, primaryHash: changed, replicaHash: here, origin }
  ])
}

/** Deleted here, edited there, and the edit counts: the entity is the replica's own from now on. */
async function letReplicaKeep(context: PushContext, item: ItemRecord): Promise<void> {
  const { replica, sender, store, link, signal } = context
  const filter = { foreignHost: sender, entityType: item.model }
  for await (const rows of replica.rowPages('idmapping', filter, { signal })) {
    const row = rows.find(candidate => candidate.foreignId.join('/') === item.foreignId)
    if (row) await replica.removeRow('idmapping', row.id)
  }
  store.agreed.remove(link.id, item.model, [item.foreignId])
}

async function hashHere(context: PushContext, item: ItemRecord): Promise<string> {
  const scope = scopeOf(
    modelNamed(item.model),
    context.link.models.find(({ model }) => model === item.model)!
  )
  const here = await context.primary.entity(scope.onPrimary, item.foreignId, { signal: context.signal })
  return here ? canonicalHash(canonicalForm(scope.model, (_model, id) => id)(here), context.hash) : changed
}

async function hashInReplicaTerms(context: PushContext, item: ItemRecord): Promise<string> {
  const scope = scopeOf(
    modelNamed(item.model),
    context.link.models.find(({ model }) => model === item.model)!
  )
  const here = await context.primary.entity(scope.onPrimary, item.foreignId, { signal: context.signal })
  if (!here) return changed
  const form = canonicalForm(scope.model, (model, id) => mappingsOf(context, model)?.localId(id) ?? null)
  return canonicalHash(form(here), context.hash)
}
