import type { SiteReader } from '../../fleet/site-access.ts'
import type { EntityId } from '../../models/model.ts'
import type { EntitySource } from '../../sync/entity.ts'
import type { MappingIndex } from '../../sync/mapping-index.ts'
import { readMappings } from '../../sync/read-mappings.ts'
import type { AgreedState, ArchivedEntity } from '../../sync/records.ts'
import type { ReplicationDeps } from '../steps/deps.ts'
import type { FlushWish } from './judge-model.ts'
import { ownRelations, parentsBeforeChildren } from './own-order.ts'

/** What a flush of one model of a link archived, held against what is on the replica now. Reads only. */
export class ArchivedModel {
  readonly #deps: ReplicationDeps
  readonly #wish: FlushWish
  readonly #source: EntitySource
  readonly #sender: string

  /** `sender`: under which main domain the replica maps the entities. */
  constructor(deps: ReplicationDeps, wish: FlushWish, source: EntitySource, sender: string) {
    this.#deps = deps
    this.#wish = wish
    this.#source = source
    this.#sender = sender
  }

  /** What there is to restore; of an entity that was archived twice, since a flush was cut off and resumed, the last. */
  entities(): ArchivedEntity[] {
    const { archiveId, link } = this.#wish
    const entities = this.#deps.archive
      .list({ workflowId: archiveId })
      // A pair, or all links of a site, are flushed by one workflow.
      .filter(entity => entity.model === this.#source.model.name && entity.linkId === link.id)
    const alive = entities.filter(entity => Object.keys(entity.values).length > 0)
    return [...new Map(alive.map(entity => [entity.foreignId, entity])).values()]
  }

  mappings(replica: SiteReader): Promise<MappingIndex> {
    return readMappings(replica, this.#sender, this.#source.model)
  }

  /** What is not back yet. */
  async missing(replica: SiteReader): Promise<ArchivedEntity[]> {
    const mappings = await this.mappings(replica)
    return this.entities().filter(({ state, foreignId, localId }) =>
      state === 'removed' ? mappings.localId(foreignId) === null : mappings.foreignId(localId) === null
    )
  }

  /**
   * Of what is not back yet, what is to be put back, in order. One that was cut off between its part and its whole is there and not
   * remembered yet: it gets its second turn again.
   */
  async turns(
    replica: SiteReader,
    open: readonly ArchivedEntity[]
  ): Promise<Pick<ArchivedEntity, 'id' | 'values'>[]> {
    const relations = ownRelations(this.#source.model)
    const namedBy = ({ values }: ArchivedEntity): EntityId[] =>
      relations.flatMap(name => (values[name] ?? []) as EntityId | EntityId[])
    const none = Object.fromEntries(relations.map(name => [name, null]))
    const first = new Set(open.map(({ foreignId }) => foreignId))
    const forgotten = await this.forgotten(replica)
    const unfinished = new Set([...first, ...forgotten.map(({ foreignId }) => foreignId)])
    const removed = this.entities().filter(({ state }) => state === 'removed')
    const turns = parentsBeforeChildren(removed, ({ foreignId }) => foreignId, namedBy)
    const seen = new Set<EntityId>()
    return turns.flatMap(({ one: { foreignId: id, values }, inPart }) => {
      const isSecond = seen.has(id)
      seen.add(id)
      if (!(isSecond ? unfinished : first).has(id)) return []
      return [{ id, values: inPart ? { ...values, ...none } : values }]
    })
  }

  /**
   * What was agreed of entities that are back, and is not remembered: with their new local ids, so that they count as made by
   * replication again (ground rule 5).
   */
  async forgotten(replica: SiteReader): Promise<AgreedState[]> {
    const mappings = await this.mappings(replica)
    return this.entities().flatMap(entity => {
      const foreignId = entity.state === 'removed' ? entity.foreignId : mappings.foreignId(entity.localId)
      const localId = foreignId === null ? null : mappings.localId(foreignId)
      if (!entity.agreed || foreignId === null || localId === null) return []
      const known = this.#deps.agreed.get(this.#wish.link.id, this.#source.model.name, foreignId)
      return known?.localId === localId ? [] : [{ ...entity.agreed, foreignId, localId }]
    })
  }
}
