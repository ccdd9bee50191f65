import type { SiteReader, SiteWriter } from '../../fleet/site-access.ts'
import { homeTerms } from '../../languages/home-terms.ts'
import { inLanguages } from '../../languages/in-languages.ts'
import { idParts, joinId, type EntityId } from '../../models/model.ts'
import type { EntitySource } from '../../sync/entity.ts'
import type { MappingIndex } from '../../sync/mapping-index.ts'
import { readMappings } from '../../sync/read-mappings.ts'
import type { AgreedState, ArchivedEntity } from '../../sync/records.ts'
import type { LinkId } from '../../topology/link.ts'
import type { Step, Writers } from '../../workflow/step.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import { mappingRows, type FlushWish } from './judge-model.ts'
import { ownRelations, parentsBeforeChildren } from './own-order.ts'

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

  /** What there is to restore; of an entity that was archived twice, since a flush was cut off and resumed, the last. */
  function archived(): ArchivedEntity[] {
    const entities = deps.archive
      .list({ workflowId: wish.archiveId })
      // A pair, or all links of a site, are flushed by one workflow.
      .filter(entity => entity.model === model.name && entity.linkId === link.id)
    const alive = entities.filter(entity => Object.keys(entity.values).length > 0)
    return [...new Map(alive.map(entity => [entity.foreignId, entity])).values()]
  }

  async function missing(replica: ReturnType<Writers['reader']>): Promise<ArchivedEntity[]> {
    const mappings = await readMappings(replica, sender, model)
    return archived().filter(({ state, foreignId, localId }) =>
      state === 'removed' ? mappings.localId(foreignId) === null : mappings.foreignId(localId) === null
    )
  }

  return {
    id: `${link.replicaId}/restore/${model.name}`,
    kind: 'restore-model',
    siteId: link.replicaId,

    async look({ reader }) {
      const replica = reader(link.replicaId)
      const open = await missing(replica)
      const removed = open.filter(entity => entity.state === 'removed').length
      const kept = open.length - removed
      const isWhole = open.length === 0 && (await isRemembered(replica, reader(link.primaryId)))
      return {
        done: isWhole,
        effects: [
          ...(removed > 0
            ? [
                {
                  act: 'create',
                  what: 'entity',
                  name: model.shortName,
                  count: removed,
                  why: 'new-ids'
                } as const
              ]
            : []),
          ...(kept > 0
            ? [{ act: 'create', what: 'mapping', name: model.shortName, count: kept } as const]
            : [])
        ],
        result: null
      }
    },

    async act({ reader, writer }) {
      const replica = writer(link.replicaId)
      const home = link.twinId === null ? null : await mappingsHome(reader(link.primaryId))
      const open = await missing(reader(link.replicaId))
      for (const entity of open.filter(({ state }) => state !== 'removed')) {
        // The primary's side of the pair may be back under a new id by now.
        const foreignId = home?.localId(entity.localId) ?? entity.foreignId
        // Remembered first: where the answer is lost, the mapping is there, and a flush would take the original for a copy (ground rule 5).
        if (entity.agreed) deps.agreed.put(link.id, model.name, [{ ...entity.agreed, foreignId }])
        await replica.createRow('idmapping', {
          foreignHost: sender,
          entityType: model.name,
          foreignId: idParts(foreignId),
          localId: Object.fromEntries(
            model.identifier.map((field, at) => [field.name, idParts(entity.localId)[at]!])
          )
        })
      }
      for (const { id, values } of await comingBack(replica, open))
        await replica.put({ source, id, values, sender, keyRef: link.keyRef })
      deps.agreed.put(link.id, model.name, await forgotten(replica))
      if (link.twinId !== null) await pointHome(link.twinId, replica, writer(link.primaryId))
    },

    inverse
  }

  /**
   * What is put back, in order. One that was cut off between its part and its whole is there and not remembered yet: it gets its second
   * turn again.
   */
  async function comingBack(
    replica: SiteReader,
    open: readonly ArchivedEntity[]
  ): Promise<Pick<ArchivedEntity, 'id' | 'values'>[]> {
    const relations = ownRelations(model)
    const namedBy = ({ values }: ArchivedEntity): EntityId[] =>
      relations.flatMap(name => (values[name] ?? []) as EntityId | EntityId[])
    const none = Object.fromEntries(relations.map(name => [name, null]))
    const first = new Set(open.map(({ foreignId }) => foreignId))
    const unfinished = new Set([...first, ...(await forgotten(replica)).map(({ foreignId }) => foreignId)])
    const removed = archived().filter(({ state }) => state === 'removed')
    const turns = parentsBeforeChildren(removed, ({ foreignId }) => foreignId, namedBy)
    const seen = new Set<EntityId>()
    return turns.flatMap(({ one: { foreignId: id, values }, inPart }) => {
      const isSecond = seen.has(id)
      seen.add(id)
      if (!(isSecond ? unfinished : first).has(id)) return []
      return [{ id, values: inPart ? { ...values, ...none } : values }]
    })
  }

  /** A program may end when all entities are back, and before whatever names them does so by their new ids. */
  async function isRemembered(replica: SiteReader, primary: SiteReader): Promise<boolean> {
    if ((await forgotten(replica)).length > 0) return false
    if (link.twinId === null) return true
    const { twinId } = link
    const former = [...(await renamed(replica)).keys()]
    if (former.some(id => deps.agreed.get(twinId, model.name, id) !== null)) return false
    return (await lostAtHome(replica, primary)).length === 0
  }

  /** What was agreed, with the new local ids, so that the entities count as made by replication again (ground rule 5). */
  async function forgotten(replica: SiteReader): Promise<AgreedState[]> {
    const mappings = await readMappings(replica, sender, model)
    return archived().flatMap(entity => {
      const foreignId = entity.state === 'removed' ? entity.foreignId : mappings.foreignId(entity.localId)
      const localId = foreignId === null ? null : mappings.localId(foreignId)
      if (!entity.agreed || foreignId === null || localId === null) return []
      const known = deps.agreed.get(link.id, model.name, foreignId)
      return known?.localId === localId ? [] : [{ ...entity.agreed, foreignId, localId }]
    })
  }

  function mappingsHome(primary: SiteReader): Promise<MappingIndex> {
    return readMappings(
      inLanguages(primary, link.languages),
      deps.sites.get(link.replicaId)!.mainDomain,
      model
    )
  }

  /** The new ids of what came back, by the former ones, as the twin names them: in the languages of this link's primary. */
  async function renamed(replica: SiteReader): Promise<Map<EntityId, EntityId>> {
    const there = await readMappings(replica, sender, model)
    const home = homeTerms(link)
    return new Map(
      archived().flatMap(({ state, foreignId, localId: before }) => {
        const now = there.localId(foreignId)
        return state === 'removed' && now !== null && now !== before
          ? [[home.id(model.name, before), home.id(model.name, now)] as const]
          : []
      })
    )
  }

  /** Mappings home that still name an entity by the id that it had. */
  async function lostAtHome(
    replica: SiteReader,
    primary: SiteReader
  ): Promise<{ readonly rowId: number; readonly now: EntityId }[]> {
    const ids = await renamed(replica)
    const foreignHost = deps.sites.get(link.replicaId)!.mainDomain
    const rows = ids.size === 0 ? [] : await mappingRows(primary, foreignHost, model.name)
    return rows.flatMap(row => {
      const now = ids.get(joinId(row.foreignId))
      return now === undefined ? [] : [{ rowId: row.id, now }]
    })
  }

  /**
   * The mapping home and what was agreed on it name the replica's entities, which are back under new ids: without this the next run
   * would take them for removed.
   */
  async function pointHome(twinId: LinkId, replica: SiteReader, primary: SiteWriter): Promise<void> {
    const ids = await renamed(replica)
    // Known under both ids until the rows name the new one: a mapping of which nothing is remembered would look one-sided, and a flush
    // after a cut-off would take the original for a copy (ground rule 5).
    for (const [before, now] of ids) {
      const agreed = deps.agreed.get(twinId, model.name, before)
      if (agreed) deps.agreed.put(twinId, model.name, [{ ...agreed, foreignId: now }])
    }
    for (const { rowId, now } of await lostAtHome(replica, primary))
      await primary.updateRow('idmapping', rowId, { foreignId: idParts(now) })
    deps.agreed.remove(twinId, model.name, [...ids.keys()])
  }
}
