import type { SiteWriter } from '../../fleet/site-access.ts'
import { idParts } from '../../models/model.ts'
import type { EntitySource } from '../../sync/entity.ts'
import type { MappingIndex } from '../../sync/mapping-index.ts'
import type { ArchivedEntity } from '../../sync/records.ts'
import type { Effect } from '../../workflow/records.ts'
import type { Step } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { ArchivedModel } from './archived-model.ts'
import type { FlushWish } from './judge-model.ts'
import { WayHome } from './way-home.ts'

/**
 * What a flush removed comes back out of the archive: entities under new ids of the replica, which the plan says, and the mappings of
 * those that stayed.
 */
export function restoreModel(
  deps: ReplicationDeps,
  wish: FlushWish,
  source: EntitySource,
  sender: string,
  inverse: () => Step
): Step {
  const { link } = wish
  const { model } = source
  const archived = new ArchivedModel(deps, wish, source, sender)
  const home = link.twinId === null ? null : new WayHome(deps, link, link.twinId, model, archived)

  return {
    id: `${link.replicaId}/restore/${model.name}`,
    kind: 'restore-model',
    siteId: link.replicaId,

    async look({ reader }) {
      const [replica, primary] = [reader(link.replicaId), reader(link.primaryId)]
      const open = await archived.missing(replica)
      const isWhole =
        open.length === 0 &&
        (await archived.forgotten(replica)).length === 0 &&
        (await (home?.isRemembered(replica, primary) ?? true))
      return { done: isWhole, effects: effectsOf(model.shortName, open), result: null }
    },

    async act({ reader, writer }) {
      const replica = writer(link.replicaId)
      const mappingsHome = (await home?.mappings(reader(link.primaryId))) ?? null
      const open = await archived.missing(reader(link.replicaId))
      for (const entity of open.filter(({ state }) => state !== 'removed'))
        await mapAgain(entity, replica, mappingsHome)
      for (const { id, values } of await archived.turns(replica, open))
        await replica.put({ source, id, values, sender, keyRef: link.keyRef })
      deps.agreed.put(link.id, model.name, await archived.forgotten(replica))
      await home?.point(replica, writer(link.primaryId))
    },

    inverse
  }

  /** An entity that stayed gets the mapping back that it had. */
  async function mapAgain(
    entity: ArchivedEntity,
    replica: SiteWriter,
    mappingsHome: MappingIndex | null
  ): Promise<void> {
    // The primary's side of the pair may be back under a new id by now.
    const foreignId = mappingsHome?.localId(entity.localId) ?? entity.foreignId
    // Remembered first: where the answer is lost, the mapping is there, and a flush would take the original for a copy (ground rule 5).
    if (entity.agreed) deps.agreed.put(link.id, model.name, [{ ...entity.agreed, foreignId }])
    const parts = idParts(entity.localId)
    await replica.createRow('idmapping', {
      foreignHost: sender,
      entityType: model.name,
      foreignId: idParts(foreignId),
      localId: Object.fromEntries(model.identifier.map((field, at) => [field.name, parts[at]!]))
    })
  }
}

function effectsOf(name: string, open: readonly ArchivedEntity[]): Effect[] {
  const removed = open.filter(({ state }) => state === 'removed').length
  const kept = open.length - removed
  const effects: Effect[] = []
  if (removed > 0) effects.push({ act: 'create', what: 'entity', name, count: removed, why: 'new-ids' })
  if (kept > 0) effects.push({ act: 'create', what: 'mapping', name, count: kept })
  return effects
}
