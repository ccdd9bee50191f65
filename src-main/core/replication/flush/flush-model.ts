import type { MappingRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import { modelNamed } from '../../models/catalogue.ts'
import { parentsOf } from '../../models/dependencies.ts'
import { joinId, type EntityId, type ModelName } from '../../models/model.ts'
import { isAppError } from '../../shared/app-error.ts'
import type { EntitySource } from '../../sync/entity.ts'
import { localIdOf, type MappingIndex } from '../../sync/mapping-index.ts'
import { readMappings } from '../../sync/read-mappings.ts'
import { pushValues } from '../../sync/values.ts'
import type { Link, LinkModel } from '../../topology/link.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Readers, Step, Writers } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { judge, type Evidence, type Judged } from './classify.ts'
import { restoreModel } from './restore-model.ts'

export interface FlushWish {
  readonly link: Link
  readonly model: LinkModel
  /** Entities that were edited on the replica go too. */
  readonly includeEdited: boolean
  /** The primary is gone for good and is not asked. */
  readonly withoutPrimary: boolean
  /** Entities of the primary whose counterparts stay as they are: the link still carries them. */
  readonly except?: readonly EntityId[]
  /** Names what this flush archives, for its undo. */
  readonly archiveId: string
}

/** Mappings judged at a time: their entities are in memory together. */
const batchSize = 500

/**
 * What replication put on the replica is removed through the replica's sync endpoint, entity and mapping together (F17). Each entity is
 * archived before it goes. Fulfilled when no mapping of the primary is left for the model.
 */
export function flushModel(deps: ReplicationDeps, wish: FlushWish): Step {
  const { link } = wish
  const model = modelNamed(wish.model.model)
  const source: EntitySource = { endpoint: wish.model.replicaEndpoint, model }
  const sender = deps.sites.get(link.primaryId)!.mainDomain
  const stays = new Set(wish.except)

  async function evidence({ reader }: Readers): Promise<Evidence> {
    const replica = reader(link.replicaId)
    const parents = new Map<ModelName, MappingIndex>()
    for (const parent of parentsOf(model))
      parents.set(parent, await readMappings(replica, sender, modelNamed(parent)))
    const wayBack = wish.withoutPrimary
      ? null
      : await readMappings(reader(link.primaryId), deps.sites.get(link.replicaId)!.mainDomain, model)
    return {
      replica,
      source,
      translate: (parent, id) => parents.get(parent)?.foreignId(id) ?? null,
      agreed: foreignId => deps.agreed.get(link.id, model.name, foreignId),
      mutual: wayBack && ((foreignId, localId) => wayBack.localId(localId) === foreignId),
      hash: deps.hash
    }
  }

  async function* judged(readers: Readers): AsyncIterable<Judged[]> {
    const known = await evidence(readers)
    const all = await mappingsOf(readers.reader(link.replicaId), sender, model.name)
    const rows = all.filter(row => !stays.has(joinId(row.foreignId)))
    for (let start = 0; start < rows.length; start += batchSize) {
      yield await judge(rows.slice(start, start + batchSize), known)
    }
  }

  const goes = ({ verdict }: Judged): boolean =>
    verdict === 'remove' || (verdict === 'edited' && wish.includeEdited)

  return {
    id: `${link.replicaId}/flush/${model.name}`,
    kind: 'flush-model',
    siteId: link.replicaId,

    async look(readers) {
      const counts = { remove: 0, edited: 0, original: 0, dead: 0 }
      for await (const batch of judged(readers))
        for (const one of batch) counts[goes(one) ? 'remove' : one.verdict] += 1
      return {
        done: Object.values(counts).every(count => count === 0),
        effects: effectsOf(model.shortName, counts, await ownOn(readers.reader(link.replicaId))),
        result: null
      }
    },

    async act(writers) {
      for await (const batch of judged(writers)) {
        const known = await evidence(writers)
        deps.archive.put(
          batch.map(one => ({
            id: deps.ids.next(),
            workflowId: wish.archiveId,
            runId: null,
            linkId: link.id,
            siteId: link.replicaId,
            model: model.name,
            foreignHost: sender,
            foreignId: one.foreignId,
            localId: one.localId,
            values: one.entity ? pushValues(model, inPrimaryTerms(one, known)) : {},
            agreed: one.agreed,
            state: goes(one) ? 'removed' : 'kept',
            at: deps.clock.now()
          }))
        )
        await Promise.all(
          batch.map(one => (goes(one) ? removeEntity(one, writers) : removeMapping(one, writers)))
        )
      }
    },

    inverse: () => restoreModel(deps, wish, source, sender, () => flushModel(deps, wish))
  }

  function inPrimaryTerms(one: Judged, { translate }: Evidence): NonNullable<Judged['entity']> {
    const entity = one.entity!
    const target = (name: string): ModelName =>
      model.associations.find(association => association.name === name)!.target
    const bring = (name: string, id: string): string => translate(target(name), id) ?? id
    return {
      id: one.foreignId,
      fields: { ...entity.fields },
      toOne: Object.fromEntries(
        Object.entries(entity.toOne).map(([name, id]) => [name, id && bring(name, id)])
      ),
      toMany: Object.fromEntries(
        Object.entries(entity.toMany).map(([name, ids]) => [name, ids.map(id => bring(name, id))])
      )
    }
  }

  /** The replica's own entities, which no mapping names: a flush has nothing to do with them, and the plan says so. */
  async function ownOn(replica: SiteReader): Promise<number> {
    const mapped = new Set((await mappingsOf(replica, sender, model.name)).map(row => localIdOf(row, model)))
    let own = 0
    for await (const page of replica.entityPages(source))
      own += page.filter(({ id }) => !mapped.has(id)).length
    return own
  }

  async function removeEntity(one: Judged, { writer }: Writers): Promise<void> {
    try {
      await writer(link.replicaId).remove({ source, id: one.foreignId, sender, keyRef: link.keyRef })
    } catch (thrown) {
      // Gone in the meantime: its mapping is dead and has to go by itself (F43).
      if (!isAppError(thrown, 'entity-not-found')) throw thrown
      await removeMapping(one, { writer })
    }
  }

  async function removeMapping(one: Judged, { writer }: Pick<Writers, 'writer'>): Promise<void> {
    await writer(link.replicaId).removeRow('idmapping', one.row.id)
  }
}

async function mappingsOf(site: SiteReader, sender: string, model: ModelName): Promise<MappingRow[]> {
  const rows: MappingRow[] = []
  for await (const page of site.rowPages('idmapping', { foreignHost: sender, entityType: model }))
    rows.push(...page)
  return rows
}

function effectsOf(name: string, counts: Record<Judged['verdict'], number>, own: number): Effect[] {
  const effects: Effect[] = []
  if (counts.remove > 0) effects.push({ act: 'remove', what: 'entity', name, count: counts.remove })
  if (counts.edited > 0)
    effects.push({ act: 'keep', what: 'entity', name, count: counts.edited, why: 'edited-on-replica' })
  if (counts.original > 0)
    effects.push({ act: 'keep', what: 'entity', name, count: counts.original, why: 'original' })
  if (counts.dead > 0)
    effects.push({ act: 'remove', what: 'mapping', name, count: counts.dead, why: 'entity-gone' })
  if (own > 0) effects.push({ act: 'keep', what: 'entity', name, count: own, why: 'own' })
  return effects
}
