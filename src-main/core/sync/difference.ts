import type { SiteReader } from '../fleet/site-access.ts'
import { modelNamed } from '../models/catalogue.ts'
import type { EntityId, Model, ModelName } from '../models/model.ts'
import { AppError } from '../shared/app-error.ts'
import type { LinkId, LinkModel } from '../topology/link.ts'
import {
  canonicalForm,
  canonicalHash,
  differingFields,
  type CanonicalEntity,
  type Hash
} from './canonical.ts'
import type { Entity, EntitySource } from './entity.ts'
import { judgePair } from './judge-pair.ts'
import type { MappingIndex } from './mapping-index.ts'
import type { AgreedState, AgreedStates, FieldDifference, ItemAction } from './records.ts'
import { shownValue } from './values.ts'
import { originByTwin, type LackingPair, type WayBack } from './way-back.ts'

/** One entity about which something has to be done, or decided. */
export interface Difference {
  readonly foreignId: EntityId
  readonly localId: EntityId | null
  readonly action: ItemAction
  readonly why: string | null
  readonly differences: readonly FieldDifference[]
}

/** What the comparison of one model found beside the differences that it handed out. */
export interface ComparedModel {
  readonly unchanged: number
  /** Unchanged as far as the replica can hold it (F37). */
  readonly storedDifferently: number
  readonly primaryCount: number
  readonly mapped: number
}

export interface Comparison {
  readonly linkId: LinkId
  readonly primary: SiteReader
  readonly replica: SiteReader
  readonly mappings: ReadonlyMap<ModelName, MappingIndex>
  readonly agreed: AgreedStates
  readonly hash: Hash
  /** Entities that this run will create, by model: their children need not wait for another run. */
  readonly toCreate: Map<ModelName, Set<EntityId>>
  /** Null for a one-way link. */
  readonly wayBack: WayBack | null
  /** Pairs whose mapping is lacking on the replica, and is to be written before anything is sent. */
  readonly lacking: LackingPair[]
  readonly signal?: AbortSignal
}

/**
 * Relations that a site does not tell must never be taken for relations that are not there: the entity would be sent without them.
 * Fails with 'run-stopped' where the data source lost its recurse option (F12).
 */
function requireRelations(model: Model, entity: Entity): void {
  const untold = model.associations.find(
    ({ owning, kind, name }) => owning && kind !== 'manyToMany' && entity.toOne[name] === undefined
  )
  if (!untold) return
  throw new AppError(
    'run-stopped',
    `The site does not tell '${untold.name}' of ${model.shortName}: the recurse option of its data source was taken away. Set the link up again.`,
    { model: model.name, relation: untold.name }
  )
}

/** Entities in need of a closer look are fetched from the replica in groups of this size. */
const groupSize = 200

/**
 * Compares one model of a link: the replica's mapped entities as hashes first, then the primary's entities page by page. Hands out what
 * differs, removals last; remembers what turned out equal. Reads only from the sites.
 */
export async function* compareModel(
  comparison: Comparison,
  linkModel: LinkModel
): AsyncGenerator<Difference[], ComparedModel> {
  const comparer = new ModelComparer(comparison, linkModel)
  await comparer.readReplica()
  yield* comparer.primaryPages()
  yield* comparer.removals()
  return comparer.result
}

class ModelComparer {
  readonly #comparison: Comparison
  readonly #linkModel: LinkModel
  readonly #model: Model
  readonly #mappings: MappingIndex
  readonly #selected: ReadonlySet<EntityId> | null
  readonly #primaryForm: (entity: Entity) => CanonicalEntity
  readonly #replicaForm: (entity: Entity) => CanonicalEntity
  readonly #replicaHashes = new Map<EntityId, string>()
  readonly #seen = new Set<EntityId>()
  #unchanged = 0
  #storedDifferently = 0
  #primaryCount = 0

  constructor(comparison: Comparison, linkModel: LinkModel) {
    this.#comparison = comparison
    this.#linkModel = linkModel
    this.#model = modelNamed(linkModel.model)
    this.#mappings = comparison.mappings.get(this.#model.name)!
    this.#selected = linkModel.ids && new Set(linkModel.ids)
    this.#primaryForm = canonicalForm(this.#model, (_model, id) => id)
    this.#replicaForm = canonicalForm(
      this.#model,
      (model, id) => comparison.mappings.get(model)?.foreignId(id) ?? null
    )
  }

  get result(): ComparedModel {
    return {
      unchanged: this.#unchanged,
      storedDifferently: this.#storedDifferently,
      primaryCount: this.#primaryCount,
      mapped: this.#mappings.size
    }
  }

  async readReplica(): Promise<void> {
    const lacking = this.#comparison.lacking.filter(({ model }) => model === this.#model.name)
    for (const { foreignId, localId } of lacking) this.#mappings.addPair(foreignId, localId)
    if (this.#mappings.size > 0) await this.#readHashes()
    // What the twin brought and somebody removed since wants no mapping any more.
    for (const pair of lacking) {
      if (this.#replicaHashes.has(pair.localId)) continue
      this.#mappings.removePair(pair.foreignId, pair.localId)
      this.#comparison.lacking.splice(this.#comparison.lacking.indexOf(pair), 1)
    }
  }

  async #readHashes(): Promise<void> {
    for await (const page of this.#comparison.replica.entityPages(this.#replicaSource, this.#options)) {
      for (const entity of page) {
        if (this.#mappings.foreignId(entity.id) !== null)
          this.#replicaHashes.set(entity.id, this.#hash(this.#replicaForm(entity)))
      }
    }
  }

  async *primaryPages(): AsyncGenerator<Difference[]> {
    for await (const page of this.#comparison.primary.entityPages(this.#primarySource, this.#options)) {
      this.#primaryCount += page.length
      const differences: Difference[] = []
      const closer: { entity: Entity; localId: EntityId }[] = []
      const equal: AgreedState[] = []
      for (const entity of page) {
        if (this.#selected && !this.#selected.has(entity.id)) continue
        requireRelations(this.#model, entity)
        this.#seen.add(entity.id)
        const plain = this.#withoutCounterpart(entity)
        if (plain === 'goes-back') {
          this.#unchanged += 1
          continue
        }
        if (plain) {
          differences.push(plain)
          continue
        }
        const localId = this.#mappings.localId(entity.id)!
        if (this.#isEqual(entity, localId, equal)) this.#unchanged += 1
        else closer.push({ entity, localId })
      }
      this.#comparison.agreed.put(this.#comparison.linkId, this.#model.name, equal)
      for (let start = 0; start < closer.length; start += groupSize) {
        differences.push(...(await this.#lookCloser(closer.slice(start, start + groupSize))))
      }
      if (differences.length > 0) yield differences
    }
  }

  /** Mapped entities that the primary did not list. Each is asked for by its id before it is removed. */
  async *removals(): AsyncGenerator<Difference[]> {
    const found: Difference[] = []
    for (const [foreignId, localId] of this.#mappings.pairs()) {
      if (this.#seen.has(foreignId) || (this.#selected && !this.#selected.has(foreignId))) continue
      found.push({ foreignId, localId, differences: [], ...this.#removal(foreignId, localId) })
    }
    if (found.length > 0) yield found
  }

  #removal(foreignId: EntityId, localId: EntityId): { action: ItemAction; why: string | null } {
    const replica = this.#replicaHashes.get(localId)
    const agreed = this.#agreed(foreignId)
    if (replica === undefined) return { action: 'delete', why: 'mapping-only' }
    if (agreed?.origin === 'original' && !this.#comparison.wayBack)
      return { action: 'conflict', why: 'original' }
    if (agreed && agreed.replicaHash !== replica) return { action: 'conflict', why: 'deleted-and-edited' }
    return { action: 'delete', why: agreed ? null : 'never-agreed' }
  }

  /** What has no counterpart to compare with: doubled, blocked, new, or removed on the replica. */
  #withoutCounterpart(entity: Entity): Difference | 'goes-back' | null {
    const foreignId = entity.id
    const localId = this.#mappings.localId(foreignId)
    const plain = { foreignId, localId, differences: [] }
    if (this.#mappings.doubled.has(foreignId)) return { ...plain, action: 'conflict', why: 'mapping-doubled' }
    const parent = this.#missingParent(entity)
    if (parent) return { ...plain, action: 'blocked', why: parent }
    if (localId !== null && this.#replicaHashes.has(localId)) return null
    if (localId !== null && this.#comparison.wayBack) {
      // Removed there: with a link back that is a removal on its way here, unless the primary has changed the entity since.
      const agreed = this.#agreed(foreignId)
      if (agreed?.primaryHash === this.#hash(this.#primaryForm(entity))) return 'goes-back'
      if (agreed) return { ...plain, action: 'conflict', why: 'edited-and-deleted' }
    }
    const waiting = this.#comparison.toCreate.get(this.#model.name) ?? new Set()
    this.#comparison.toCreate.set(this.#model.name, waiting.add(foreignId))
    return { ...plain, action: 'create', why: localId === null ? null : 'removed-on-replica' }
  }

  /** The first parent that is neither mapped nor about to be: without it the entity must not go out (F18). */
  #missingParent(entity: Entity): string | null {
    for (const { name, target, owning } of this.#model.associations) {
      if (!owning) continue
      const ids = entity.toMany[name] ?? [entity.toOne[name] ?? null]
      for (const id of ids) {
        if (id === null || this.#comparison.mappings.get(target)?.localId(id) != null) continue
        if (!this.#comparison.toCreate.get(target)?.has(id)) return `${name} ${id}`
      }
    }
    return null
  }

  /** Plain equality, the case of nearly all entities: no more than two hashes, and a note where nothing was noted yet. */
  #isEqual(entity: Entity, localId: EntityId, equal: AgreedState[]): boolean {
    const primary = this.#hash(this.#primaryForm(entity))
    const replica = this.#replicaHashes.get(localId)!
    if (primary !== replica) return false
    const agreed = this.#agreed(entity.id)
    if (agreed?.primaryHash !== primary || agreed.replicaHash !== replica || agreed.localId !== localId) {
      const origin = agreed?.localId === localId ? agreed.origin : this.#originOf(localId)
      equal.push({ foreignId: entity.id, localId, primaryHash: primary, replicaHash: replica, origin })
    }
    return true
  }

  #originOf(localId: EntityId): AgreedState['origin'] {
    return originByTwin(this.#comparison.wayBack, this.#comparison.agreed, this.#model.name, localId)
  }

  async #lookCloser(pairs: readonly { entity: Entity; localId: EntityId }[]): Promise<Difference[]> {
    const ids = pairs.map(pair => pair.localId)
    const entities = await this.#comparison.replica.entitiesById(this.#replicaSource, ids, this.#options)
    const byId = new Map(entities.map(entity => [entity.id, entity]))
    return pairs.flatMap(({ entity, localId }) => {
      const counterpart = byId.get(localId)
      return counterpart ? this.#judge(entity, counterpart) : []
    })
  }

  #judge(entity: Entity, counterpart: Entity): Difference[] {
    const [primary, replica] = [this.#primaryForm(entity), this.#replicaForm(counterpart)]
    const differing = differingFields(primary, replica)
    const verdict = judgePair(
      this.#hash(primary),
      this.#hash(replica),
      this.#agreed(entity.id),
      () => differing.length < primary.size,
      this.#comparison.wayBack !== null
    )
    if (verdict.verdict !== 'update' && verdict.verdict !== 'conflict') {
      this.#unchanged += 1
      if (verdict.verdict === 'stored-differently') this.#storedDifferently += 1
      return []
    }
    const differences = differing.map(field => ({
      field,
      primary: shownValue(entity, field),
      replica: shownValue(counterpart, field)
    }))
    const { verdict: action, why } = verdict
    return [{ foreignId: entity.id, localId: counterpart.id, action, why, differences }]
  }

  #agreed(foreignId: EntityId): AgreedState | null {
    return this.#comparison.agreed.get(this.#comparison.linkId, this.#model.name, foreignId)
  }

  #hash(form: CanonicalEntity): string {
    return canonicalHash(form, this.#comparison.hash)
  }

  get #primarySource(): EntitySource {
    return { endpoint: this.#linkModel.primaryEndpoint, model: this.#model }
  }

  get #replicaSource(): EntitySource {
    return { endpoint: this.#linkModel.replicaEndpoint, model: this.#model }
  }

  get #options(): { signal?: AbortSignal } {
    return this.#comparison.signal ? { signal: this.#comparison.signal } : {}
  }
}
