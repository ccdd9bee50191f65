import { modelNamed } from '../../models/catalogue.ts'
import type { ModelName } from '../../models/model.ts'
import { canonicalForm, canonicalHash } from '../canonical.ts'
import type { ItemRecord } from '../records.ts'
import { backwards, mappingsOf, scopeOf, type ModelScope, type PushContext } from './context.ts'
import { mapStrays } from './map-strays.ts'
import { prepare } from './prepare.ts'
import type { Ready } from './readiness.ts'
import { readBack, readNewMappings } from './read-back.ts'
import { inTwoParts } from './rings.ts'

const pageSize = 200

/** Items of which nobody knows yet whether they arrived, by model. */
export type Unsettled = ReadonlyMap<ModelName, readonly ItemRecord[]>

/**
 * Settles what an earlier program left open, items whose intent is recorded and whose result is not, as far as the mappings tell at
 * once. Gives the rest, which has to wait for the quiet time: everything else need not wait with it.
 */
export async function settleAtOnce(context: PushContext): Promise<Unsettled> {
  const unsettled = new Map<ModelName, ItemRecord[]>()
  for (const linkModel of context.link.models) {
    const { model } = linkModel
    const scope = scopeOf(modelNamed(model), linkModel)
    const rest: ItemRecord[] = []
    let after = -1
    for (;;) {
      const items = unknownItems(context, model, after)
      if (items.length === 0) break
      after = items.at(-1)!.position
      context.quietTimes.takeOver(items)
      // With a link back a mapping on the primary may be on its way as well: that nobody can see yet.
      rest.push(...(context.twin ? items : await settleByMapping(context, scope, items)))
    }
    if (rest.length > 0) unsettled.set(model, rest)
  }
  return unsettled
}

function unknownItems(context: PushContext, model: ModelName, after: number): ItemRecord[] {
  const { store, runId } = context
  return store.runs.items(runId, { model, states: ['sending', 'unknown'], after, limit: pageSize })
}

/**
 * Settles what the mappings did not tell: after the quiet time by rows that appeared since the run began and hold just what was sent.
 * These are adopted by writing their mapping, never sent again. What is certainly not there becomes open.
 */
export async function settleAfterQuiet(
  context: PushContext,
  scope: ModelScope,
  unsettled: readonly ItemRecord[]
): Promise<void> {
  await context.quietTimes.over(unsettled, context.signal)
  await readNewMappings(context, scope)
  for (let from = 0; from < unsettled.length; from += pageSize) {
    const items = unsettled.slice(from, from + pageSize)
    const open = await settleByMapping(context, scope, items)
    record(context, await adopt(context, scope, open), { state: 'open' })
  }
}

/**
 * Settles what has gone out twice by now and is in the dark still: what is not there has failed. No run ends with an item of which the next
 * one could not know whether it is at work on the site (F44).
 */
export async function settleForGood(context: PushContext): Promise<void> {
  for (const [model, items] of await settleAtOnce(context)) {
    const linkModel = context.link.models.find(candidate => candidate.model === model)!
    await settleAfterQuiet(context, scopeOf(modelNamed(model), linkModel), items)
    const positions = new Set(items.map(({ position }) => position))
    const open = context.store.runs.items(context.runId, { model, states: ['open'], limit: 1_000_000 })
    record(
      context,
      open.filter(({ position }) => positions.has(position)),
      { state: 'failed' }
    )
  }
}

/** Gives back what could not be settled. Removals are settled by the missing mapping, the rest by what reading back shows. */
async function settleByMapping(
  context: PushContext,
  scope: ModelScope,
  items: readonly ItemRecord[]
): Promise<ItemRecord[]> {
  const index = mappingsOf(context, scope.model.name)
  const isMapped = (item: ItemRecord): boolean => index.localId(item.foreignId) !== null
  const removed = items.filter(item => item.action === 'delete' && !isMapped(item))
  record(context, removed, { state: 'done' })
  context.store.agreed.remove(
    context.link.id,
    scope.model.name,
    removed.map(item => item.foreignId)
  )
  const pushed = items.filter(item => item.action !== 'delete' && isMapped(item))
  const arrived = await settleArrived(context, scope, pushed)
  return items.filter(item => !removed.includes(item) && !arrived.has(item.position))
}

/** Of items with a mapping: those that the replica holds just as the primary has them now. */
async function settleArrived(
  context: PushContext,
  scope: ModelScope,
  items: readonly ItemRecord[]
): Promise<Set<number>> {
  if (items.length === 0) return new Set()
  // Whole as the primary has them: with a part alone an entity has not arrived.
  const creations = items.map(item => ({
    ...item,
    action: 'create' as const,
    why: item.why === inTwoParts ? null : item.why
  }))
  const ready = (await prepare(context, scope, creations)).filter((one): one is Ready => 'values' in one)
  const index = mappingsOf(context, scope.model.name)
  const localIds = ready.flatMap(({ item }) => index.localId(item.foreignId) ?? [])
  const stored = await context.replica.entitiesById(scope.onReplica, localIds, { signal: context.signal })
  const form = canonicalForm(scope.model, backwards(context))
  const hashes = new Map(stored.map(entity => [entity.id, canonicalHash(form(entity), context.hash)]))
  const asNow = ready.filter(
    ({ item, primaryHash }) => hashes.get(index.localId(item.foreignId) ?? '') === primaryHash
  )
  // The journal says what was to be done; only a creation of this run makes the entity one of replication's own.
  const restored = asNow.map(one => ({
    ...one,
    item: items.find(item => item.position === one.item.position)!
  }))
  for (const { ready: one, patch } of await readBack(context, scope, restored)) {
    record(context, [one.item], { state: 'done', failure: null, ...patch })
  }
  return new Set(asNow.map(({ item }) => item.position))
}

/** Creations that were written and whose mapping was not get it. Gives back what could not be settled that way. */
async function adopt(
  context: PushContext,
  scope: ModelScope,
  items: readonly ItemRecord[]
): Promise<ItemRecord[]> {
  const creations = items.filter(item => item.action === 'create')
  const adopted = await mapStrays(context, scope, creations)
  if (adopted.size === 0) return [...items]
  await readNewMappings(context, scope)
  // One that goes out in two parts is there with its first one, and goes on from there.
  const inPart = await settleByMapping(
    context,
    scope,
    creations.filter(item => adopted.has(item.position))
  )
  return [...items.filter(item => !adopted.has(item.position)), ...inPart]
}

/** Reads back what an earlier program did not come to read back. Nothing else waits for it, so it comes last. */
export async function readBackOlder(context: PushContext): Promise<void> {
  for (const linkModel of context.link.models) {
    await confirmDone(context, scopeOf(modelNamed(linkModel.model), linkModel))
  }
}

/** Confirmed by the site, and never read back because the program ended: their agreed state is still missing. */
async function confirmDone(context: PushContext, scope: ModelScope): Promise<void> {
  const { store, runId, link } = context
  let after = -1
  for (;;) {
    const done = store.runs.items(runId, {
      model: scope.model.name,
      states: ['done'],
      actions: ['create', 'update'],
      after,
      limit: pageSize
    })
    if (done.length === 0) return
    after = done.at(-1)!.position
    const unread = done.filter(
      item => item.localId === null || !store.agreed.get(link.id, item.model, item.foreignId)
    )
    if (context.twin && unread.length > 0) await context.quietTimes.over(unread, context.signal)
    await settleArrived(context, scope, unread)
  }
}

function record(
  context: PushContext,
  items: readonly ItemRecord[],
  patch: Parameters<PushContext['store']['runs']['updateItems']>[1][number]['patch']
): void {
  if (items.length === 0) return
  const changedAt = context.clock.now()
  context.store.runs.updateItems(
    context.runId,
    items.map(({ position }) => ({ position, patch: { ...patch, changedAt } }))
  )
}
