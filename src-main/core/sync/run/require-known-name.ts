import type { MappingRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { joinId, type EntityId, type ModelName } from '../../models/model.ts'
import { AppError } from '../../shared/app-error.ts'
import type { LackingPair } from '../way-back.ts'
import { localIdOf } from '../mapping-index.ts'
import type { RunContext } from './context.ts'

/** Items looked at in one go. */
const batch = 2_000
/** So many are asked for one by one; for more all mappings of the model are listed. */
const few = 20

/**
 * Pairs that the link knows of and that have no mapping under the primary's name on the replica: mostly since they were removed there. Where
 * one stands under another name the primary is known by that name now, and all of them would be created a second time (F38): another
 * Rexxfleet moved the site, or this one has older data. Fails with 'sender-renamed' then; reads, and writes nothing.
 */
export async function requireKnownName(context: RunContext, lost: readonly LackingPair[]): Promise<void> {
  const { replica, sender, primary } = context
  for (const [model, pairs] of Map.groupBy(lost, pair => pair.model)) {
    const foreignHost = await otherName(context, model, pairs)
    if (foreignHost === null) continue
    const names = { site: primary.site.name, replica: replica.site.name }
    throw new AppError(
      'sender-renamed',
      `'${names.replica}' knows what it got from '${names.site}' as coming from ${foreignHost}, and no longer from ${sender}: everything ` +
        `would arrive a second time. Nothing was sent. Move '${names.site}' to ${foreignHost} (rexxfleet site move), then run again.`,
      { ...names, mainDomain: sender, foreignHost }
    )
  }
}

/** Of what is still to be sent of a run that was planned before: what had a mapping when it was planned, and has none now. */
export function lostSince({ runId, store, mappings }: RunContext): LackingPair[] {
  const lost: LackingPair[] = []
  const open = { actions: ['update', 'delete'], states: ['open'], limit: batch } as const
  for (let after = -1; ;) {
    const items = store.runs.items(runId, { ...open, after })
    for (const { model, foreignId, localId } of items)
      if (localId !== null && mappings.get(model)?.localId(foreignId) === null)
        lost.push({ model, foreignId, localId })
    if (items.length < batch) return lost
    after = items.at(-1)!.position
  }
}

/** The name under which one of these very pairs is mapped; null where none is. */
async function otherName(
  { replica, sender, signal }: RunContext,
  name: ModelName,
  pairs: readonly LackingPair[]
): Promise<string | null> {
  const model = modelNamed(name)
  const localIds = new Map(pairs.map(({ foreignId, localId }) => [foreignId, localId]))
  for await (const rows of mappingsOf(replica, name, [...localIds.keys()], signal))
    for (const row of rows) {
      if (row.foreignHost.toLowerCase() === sender.toLowerCase()) continue
      const localId = localIds.get(joinId(row.foreignId))
      if (localId !== undefined && localId === localIdOf(row, model)) return row.foreignHost
    }
  return null
}

/** Mappings of these entities, whoever sent them; of many more than these where they are many. */
async function* mappingsOf(
  replica: SiteReader,
  entityType: ModelName,
  ids: readonly EntityId[],
  signal: AbortSignal
): AsyncGenerator<MappingRow[]> {
  if (ids.length > few) yield* replica.rowPages('idmapping', { entityType }, { signal })
  else
    for (const foreignId of ids) yield await replica.rows('idmapping', { entityType, foreignId }, { signal })
}
