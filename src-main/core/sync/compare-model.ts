import { modelNamed } from '../models/catalogue.ts'
import { changeDateOf } from '../models/change-date.ts'
import { namesItsOwn, parentsOf } from '../models/dependencies.ts'
import type { EntityId, Model, ModelAssociation, ModelName } from '../models/model.ts'
import { breathe } from '../shared/breathe.ts'
import { oneFailsAll } from '../shared/one-fails-all.ts'
import type { LinkModel } from '../topology/link.ts'
import { canonicalForm, canonicalHash } from './canonical.ts'
import { decide } from './decide.ts'
import type { ComparedModel, Comparison, Difference } from './difference.ts'
import type { Entity } from './entity.ts'
import { lookCloser, type ComparedSides } from './look-closer.ts'
import { MappingIndex, type MappedPair } from './mapping-index.ts'
import type { PrimaryDigest } from './primary-digest.ts'
import { readMappings } from './read-mappings.ts'
import { readReplica } from './read-replica.ts'
import type { AgreedState, ItemAction } from './records.ts'
import { ReplicaDigest } from './replica-digest.ts'
import { belongsToSelected } from './selection.ts'
import { originByTwin } from './way-back.ts'

/** Entities in need of a closer look are fetched from both sides in groups of this size. */
const groupSize = 200

/** Entities that are compared in one go; then whatever else waits in this program has its turn. */
const goSize = 2_000

/**
 * Compares one model of a link: reads both sides at the same time, as hashes, then goes through the primary's entities. Hands out what
 * differs, removals last; remembers what turned out equal. Reads only from the sites.
 */
export async function* compareModel(
  comparison: Comparison,
  linkModel: LinkModel
): AsyncGenerator<Difference[], ComparedModel> {
  const comparer = new ModelComparer(comparison, linkModel)
  await comparer.readBothSides()
  yield* comparer.pairs()
  yield* comparer.removals()
  return comparer.result
}

class ModelComparer {
  readonly #comparison: Comparison
  readonly #model: Model
  readonly #mappings: MappingIndex
  /** Only these entities; null where none were chosen. */
  readonly #chosen: ReadonlySet<EntityId> | null
  /** What entities belong to, where only some of that are carried. */
  readonly #wholes: readonly ModelAssociation[]
  /** Local ids of what belongs to something that is carried; empty where nothing is followed. */
  readonly #inside = new Set<EntityId>()
  /** Kept different on the replica by a person's decision. */
  readonly #excluded: ReadonlySet<EntityId>
  readonly #sides: ComparedSides
  readonly #mappingsAreKnown: boolean
  #onReplica = new ReplicaDigest()
  #digest!: PrimaryDigest
  #unchanged = 0
  #storedDifferently = 0

  constructor(comparison: Comparison, linkModel: LinkModel) {
    this.#comparison = comparison
    this.#model = modelNamed(linkModel.model)
    const known = comparison.mappings.get(this.#model.name)
    this.#mappingsAreKnown = known !== undefined
    this.#mappings = known ?? new MappingIndex()
    comparison.mappings.set(this.#model.name, this.#mappings)
    this.#chosen = linkModel.ids && new Set(linkModel.ids)
    this.#wholes = comparison.follows.get(this.#model.name) ?? []
    if (this.#chosen || this.#wholes.length > 0)
      comparison.selected.set(this.#model.name, foreignId => this.#isSelected(foreignId))
    const excluded = comparison.exclusions.filter(({ model }) => model === this.#model.name)
    this.#excluded = new Set(excluded.map(({ foreignId }) => foreignId))
    this.#sides = {
      linkModel,
      onPrimary: { endpoint: linkModel.primaryEndpoint, model: this.#model },
      onReplica: { endpoint: linkModel.replicaEndpoint, model: this.#model },
      primaryForm: canonicalForm(this.#model, (_model, id) => id),
      replicaForm: canonicalForm(
        this.#model,
        (model, id) => comparison.mappings.get(model)?.foreignId(id) ?? null
      )
    }
  }

  get result(): ComparedModel {
    return {
      unchanged: this.#unchanged,
      storedDifferently: this.#storedDifferently,
      primaryCount: this.#digest.size,
      mapped: this.#mappings.size
    }
  }

  async readBothSides(): Promise<void> {
    await oneFailsAll(this.#comparison.signal, [
      async signal => {
        this.#digest = await this.#comparison.digest(this.#sides.onPrimary, signal)
      },
      signal => this.#readReplica(signal)
    ])
  }

  async #readReplica(signal: AbortSignal): Promise<void> {
    await this.#readParents(signal)
    const { replica, sender } = this.#comparison
    const source = this.#sides.onReplica
    const hashOf = (entity: Entity): string => {
      this.#noteInside(entity)
      return canonicalHash(this.#sides.replicaForm(entity), this.#comparison.hash)
    }
    if (!this.#mappingsAreKnown) {
      const mappings = this.#mappings
      const agreedOn = this.#comparison.agreed.count(this.#comparison.linkId, this.#model.name)
      this.#onReplica = await readReplica({ replica, sender, source, mappings, agreedOn, hashOf }, signal)
      return
    }
    const lacking = this.#comparison.lacking.filter(({ model }) => model === this.#model.name)
    for (const { foreignId, localId } of lacking) this.#mappings.addPair(foreignId, localId)
    if (this.#mappings.size > 0) await this.#onReplica.read(replica, source, hashOf, signal)
    // What the twin brought and somebody removed since wants no mapping any more.
    for (const pair of lacking) {
      if (this.#replicaHash(pair.localId) !== undefined) continue
      this.#mappings.removePair(pair.foreignId, pair.localId)
      this.#comparison.lacking.splice(this.#comparison.lacking.indexOf(pair), 1)
    }
  }

  /** Mappings of what the entities name, so that both sides can be compared in the primary's terms. */
  async #readParents(signal: AbortSignal): Promise<void> {
    const { replica, sender, mappings } = this.#comparison
    for (const name of parentsOf(this.#model)) {
      if (mappings.has(name)) continue
      mappings.set(name, await readMappings(replica, sender, modelNamed(name), { signal }))
    }
  }

  /**
   * Whether the link carries it: it was chosen, or what it belongs to is carried. Of what the primary does not list any more the replica says
   * to what it belongs; what nobody can say is left alone.
   */
  #isSelected(foreignId: EntityId): boolean {
    if (this.#chosen) return this.#chosen.has(foreignId)
    if (this.#wholes.length === 0) return true
    const number = this.#digest.numberOf(foreignId)
    if (number === -1) return this.#inside.has(this.#mappings.localId(foreignId) ?? '')
    const parents = this.#digest.parentsOf(number)
    return this.#wholes.every(({ name, target }) => {
      const whole = parents.find(parent => parent.name === name)
      return whole === undefined || (this.#comparison.selected.get(target)?.(whole.id) ?? true)
    })
  }

  #noteInside(entity: Entity): void {
    if (this.#wholes.length === 0) return
    const { mappings, selected } = this.#comparison
    const foreignId = (model: ModelName, id: EntityId): EntityId | null =>
      mappings.get(model)?.foreignId(id) ?? null
    if (belongsToSelected(entity, this.#wholes, foreignId, selected)) this.#inside.add(entity.id)
  }

  #replicaHash(localId: EntityId): string | undefined {
    return this.#onReplica.hashOf(localId)
  }

  async *pairs(): AsyncGenerator<Difference[]> {
    let closer: MappedPair[] = []
    for (let start = 0; start < this.#digest.size; start += goSize) {
      const end = Math.min(start + goSize, this.#digest.size)
      const differences = this.#compareGo(start, end, closer)
      while (closer.length >= groupSize || (end === this.#digest.size && closer.length > 0)) {
        differences.push(...(await this.#lookCloser(closer.slice(0, groupSize))))
        closer = closer.slice(groupSize)
      }
      const decided = this.#decided(differences)
      if (decided.length > 0) yield decided
      await breathe()
    }
  }

  /** Gives what has no counterpart, and adds pairs that are not plainly equal to `closer`. */
  #compareGo(start: number, end: number, closer: MappedPair[]): Difference[] {
    const differences: Difference[] = []
    const equal: AgreedState[] = []
    for (let number = start; number < end; number++) {
      const foreignId = this.#digest.id(number)
      if (!this.#isSelected(foreignId)) continue
      const plain = this.#excluded.has(foreignId) ? 'left-alone' : this.#withoutCounterpart(foreignId, number)
      if (plain === 'goes-back' || plain === 'left-alone') {
        this.#unchanged += 1
      } else if (plain) {
        differences.push(plain)
      } else {
        const localId = this.#mappings.localId(foreignId)!
        if (this.#isEqual(foreignId, localId, this.#digest.hashOf(number), equal)) this.#unchanged += 1
        else closer.push({ foreignId, localId })
      }
    }
    if (equal.length > 0) this.#comparison.agreed.put(this.#comparison.linkId, this.#model.name, equal)
    return differences
  }

  /** Mapped entities that the primary did not list. Each is asked for by its id before it is removed. */
  async *removals(): AsyncGenerator<Difference[]> {
    const found: Difference[] = []
    for (const [foreignId, localId] of this.#mappings.pairs()) {
      if (this.#digest.has(foreignId) || !this.#isSelected(foreignId)) continue
      if (this.#excluded.has(foreignId)) continue
      found.push({ foreignId, localId, title: null, differences: [], ...this.#removal(foreignId, localId) })
    }
    // In a tree what was made last is seldom what others hang on.
    if (namesItsOwn(this.#model)) found.reverse()
    const decided = this.#decided(found)
    if (decided.length > 0) yield decided
    this.#forgetGone()
  }

  /** What is gone from both sides, with its mapping, was agreed on for the last time. */
  #forgetGone(): void {
    const { agreed, linkId } = this.#comparison
    const { name } = this.#model
    if (agreed.count(linkId, name) <= this.#mappings.size) return
    const isGone = (id: EntityId): boolean => this.#mappings.localId(id) === null && !this.#digest.has(id)
    const gone = [...agreed.each(linkId, name)].map(({ foreignId }) => foreignId).filter(isGone)
    agreed.remove(linkId, name, gone)
  }

  /** Differences under the policy of the link; what it leaves as it is counts as unchanged. */
  #decided(differences: readonly Difference[]): Difference[] {
    const { policy, wayBack } = this.#comparison
    const changeDate = changeDateOf(this.#model)
    const decided = differences.flatMap(one => decide(one, policy, wayBack !== null, changeDate) ?? [])
    this.#unchanged += differences.length - decided.length
    return decided
  }

  #removal(foreignId: EntityId, localId: EntityId): { action: ItemAction; why: string | null } {
    const replica = this.#replicaHash(localId)
    const agreed = this.#agreed(foreignId)
    if (replica === undefined) return { action: 'delete', why: 'mapping-only' }
    if (agreed?.origin === 'original' && !this.#comparison.wayBack)
      return { action: 'conflict', why: 'original' }
    if (agreed && agreed.replicaHash !== replica) return { action: 'conflict', why: 'deleted-and-edited' }
    return { action: 'delete', why: agreed ? null : 'never-agreed' }
  }

  /** What has no counterpart to compare with: doubled, blocked, new, or removed on the replica. */
  #withoutCounterpart(foreignId: EntityId, number: number): Difference | 'goes-back' | null {
    const localId = this.#mappings.localId(foreignId)
    const plain = { foreignId, localId, title: null, differences: [] }
    if (this.#mappings.doubled.has(foreignId)) return { ...plain, action: 'conflict', why: 'mapping-doubled' }
    const parent = this.#missingParent(number)
    if (parent) return { ...plain, action: 'blocked', why: parent }
    if (localId !== null && this.#replicaHash(localId) !== undefined) return null
    // Cloudrexx takes the mapping along with an entity: what was agreed on tells that there was one.
    const agreed = this.#agreed(foreignId)
    if (this.#comparison.wayBack) {
      // Removed there: with a link back that is a removal on its way here, unless the primary has changed the entity since.
      if (agreed?.primaryHash === this.#digest.hashOf(number)) return 'goes-back'
      if (agreed) return { ...plain, action: 'conflict', why: 'edited-and-deleted' }
    }
    // Until it is made anew nothing may hang on it (F18).
    if (localId !== null) this.#mappings.removePair(foreignId, localId)
    const waiting = this.#comparison.toCreate.get(this.#model.name) ?? new Set()
    this.#comparison.toCreate.set(this.#model.name, waiting.add(foreignId))
    return { ...plain, action: 'create', why: (localId ?? agreed) ? 'removed-on-replica' : null }
  }

  /** The first parent that is neither mapped nor about to be: without it the entity must not go out (F18). */
  #missingParent(number: number): string | null {
    for (const { name, target, id } of this.#digest.parentsOf(number)) {
      if (this.#comparison.mappings.get(target)?.localId(id) != null) continue
      const isToCome =
        target === this.#model.name ? this.#isCarried(id) : this.#comparison.toCreate.get(target)?.has(id)
      if (isToCome !== true) return `${name} ${id}`
    }
    return null
  }

  /** Of the model itself all that the link carries is to come, whichever comes first; the push minds the order. */
  #isCarried(foreignId: EntityId): boolean {
    if (this.#excluded.has(foreignId) || !this.#isSelected(foreignId)) return false
    return this.#digest.has(foreignId)
  }

  /** Plain equality, the case of nearly all entities: no more than two hashes, and a note where nothing was noted yet. */
  #isEqual(foreignId: EntityId, localId: EntityId, primary: string, equal: AgreedState[]): boolean {
    const replica = this.#replicaHash(localId)!
    if (primary !== replica) return false
    const agreed = this.#agreed(foreignId)
    if (agreed?.primaryHash !== primary || agreed.replicaHash !== replica || agreed.localId !== localId) {
      const origin = agreed?.localId === localId ? agreed.origin : this.#originOf(localId)
      equal.push({ foreignId, localId, primaryHash: primary, replicaHash: replica, origin })
    }
    return true
  }

  #originOf(localId: EntityId): AgreedState['origin'] {
    return originByTwin(this.#comparison.wayBack, this.#comparison.agreed, this.#model.name, localId)
  }

  async #lookCloser(pairs: readonly MappedPair[]): Promise<readonly Difference[]> {
    const found = await lookCloser(this.#comparison, this.#sides, pairs)
    this.#unchanged += found.unchanged
    this.#storedDifferently += found.storedDifferently
    return found.differences
  }

  #agreed(foreignId: EntityId): AgreedState | null {
    return this.#comparison.agreed.get(this.#comparison.linkId, this.#model.name, foreignId)
  }
}
