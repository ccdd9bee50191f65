import { homeTerms } from '../../languages/home-terms.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { AppError } from '../../shared/app-error.ts'
import { canonicalForm, canonicalHash } from '../canonical.ts'
import { inFavourOfPrimary } from '../decide.ts'
import type { AgreedState, ItemPatch, ItemRecord, Winner } from '../records.ts'
import { backwards, scopeOf, type PushContext } from './context.ts'
import { decideFields, type FieldChoice } from './decide-fields.ts'
import { hashForTwin } from './hash-for-twin.ts'

/** What a person decided about conflicts of a run. */
export interface Resolution {
  readonly items: readonly ItemRecord[]
  /** Whose version counts, but for the fields that are named. */
  readonly winner: Winner
  readonly fields: FieldChoice
}

/** A hash that no entity has: the side counts as changed, whatever it holds. */
const changed = ''

/**
 * Decides conflicts of a run. For the primary they become items that the run may send. For the replica its version is agreed to: a one-way
 * link leaves it alone until the primary changes, and of a both-ways link the twin brings it to the other side. Field by field it is a
 * little of both: the primary's fields are sent, and what comes of it is agreed to.
 */
export async function resolveConflicts(context: PushContext, resolution: Resolution): Promise<void> {
  for (const item of resolution.items) {
    refuseUndecidable(item)
    const decided = decideFields(item, resolution.winner, resolution.fields)
    if (decided === 'primary') favourPrimary(context, item)
    else if (decided === 'replica') await favourReplica(context, item)
    else moveTo(context, item, { action: 'update', ...decided })
  }
}

/** Fails with 'conflict-undecidable' where nobody can say that one side's version counts. */
function refuseUndecidable(item: ItemRecord): void {
  const decidable = item.action === 'conflict' && item.state === 'open' && inFavourOfPrimary(item) !== null
  if (decidable) return
  throw new AppError(
    'conflict-undecidable',
    `${modelNamed(item.model).shortName} ${item.foreignId} cannot be decided for one side (${item.why ?? item.action}). Ask the doctor for this link.`,
    { item: item.position, why: item.why }
  )
}

function favourPrimary(context: PushContext, item: ItemRecord): void {
  const { action, why } = inFavourOfPrimary(item)!
  moveTo(context, item, { action, why })
}

/** The conflict becomes something that the run may send. */
function moveTo(
  { store, runId, clock, tally }: PushContext,
  { position }: ItemRecord,
  patch: ItemPatch & Pick<ItemRecord, 'action'>
): void {
  store.runs.updateItems(runId, [{ position, patch: { ...patch, changedAt: clock.now() } }])
  tally.move('conflict', patch.action)
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

/**
 * What the replica holds by now is how the pair shall be. A one-way link leaves it alone from here on; of a both-ways link the twin finds
 * the replica's side changed, and this one's not, and brings it here.
 */
export async function agreeToReplica(
  context: PushContext,
  item: Pick<ItemRecord, 'model' | 'foreignId' | 'localId'>
): Promise<void> {
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
  const home = homeTerms(link)
  const [sentBack, own] = [localId, item.foreignId].map(id => home.id(item.model, id)) as [string, string]
  const back = store.agreed.get(twin.id, item.model, sentBack)
  const origin = back?.origin ?? 'found'
  const here = await hashInReplicaTerms(context, item)
  store.agreed.put(twin.id, item.model, [
    { foreignId: sentBack, localId: own, primaryHash: changed, replicaHash: here, origin }
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

async function hashHere(
  context: PushContext,
  item: Pick<ItemRecord, 'model' | 'foreignId'>
): Promise<string> {
  const scope = scopeOf(
    modelNamed(item.model),
    context.link.models.find(({ model }) => model === item.model)!
  )
  const here = await context.primary.entity(scope.onPrimary, item.foreignId, { signal: context.signal })
  return here ? canonicalHash(canonicalForm(scope.model, (_model, id) => id)(here), context.hash) : changed
}

async function hashInReplicaTerms(
  context: PushContext,
  item: Pick<ItemRecord, 'model' | 'foreignId'>
): Promise<string> {
  const scope = scopeOf(
    modelNamed(item.model),
    context.link.models.find(({ model }) => model === item.model)!
  )
  const here = await context.primary.entity(scope.onPrimary, item.foreignId, { signal: context.signal })
  return here ? hashForTwin(context, scope.model, here) : changed
}
