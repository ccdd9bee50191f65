import type { MappingRow } from '../fleet/management.ts'
import { joinId, type EntityId, type Model } from '../models/model.ts'
import { NumberColumn } from './columns.ts'
import { IdNumbers } from './id-numbers.ts'

/** One entity of the sender and its counterpart on the replica. */
export interface MappedPair {
  readonly foreignId: EntityId
  readonly localId: EntityId
}

/** The local id of a mapping row, in the order of the model's identifier (F20); null where the row does not fit the model. */
export function localIdOf(row: MappingRow, model: Model): EntityId | null {
  const parts = model.identifier.map(field => row.localId[field.name])
  return parts.every(part => part !== undefined && part !== '') ? joinId(parts as string[]) : null
}

/** The mappings of one model that a replica remembers for one sender, in both directions: 16 bytes a pair, 40 where ids do not come in their order. */
export class MappingIndex {
  readonly #foreign = new IdNumbers()
  readonly #local = new IdNumbers()
  readonly #localByForeign = new NumberColumn()
  readonly #foreignByLocal = new NumberColumn()
  /** Foreign ids with more than one mapping: every push of these is refused (F44). */
  readonly doubled = new Set<EntityId>()
  #lastRowId = 0
  #size = 0

  /** Rows come in the order of their ids; one that was seen before changes nothing. */
  add(row: MappingRow, model: Model): void {
    if (row.id <= this.#lastRowId) return
    this.#lastRowId = row.id
    const localId = localIdOf(row, model)
    if (localId === null) return
    const foreignId = joinId(row.foreignId)
    if (this.localId(foreignId) !== null) this.doubled.add(foreignId)
    this.addPair(foreignId, localId)
  }

  /** A pair whose row is about to be written. */
  addPair(foreignId: EntityId, localId: EntityId): void {
    const foreign = this.#foreign.add(foreignId)
    const local = this.#local.add(localId)
    if (this.#localByForeign.get(foreign) === -1) this.#size += 1
    this.#localByForeign.set(foreign, local)
    this.#foreignByLocal.set(local, foreign)
  }

  /** Forgets a pair whose entity is gone. */
  removePair(foreignId: EntityId, localId: EntityId): void {
    const foreign = this.#foreign.find(foreignId)
    const local = this.#local.find(localId)
    if (this.#localByForeign.get(foreign) !== -1) {
      this.#size -= 1
      this.#localByForeign.set(foreign, -1)
    }
    if (local !== -1) this.#foreignByLocal.set(local, -1)
  }

  get size(): number {
    return this.#size
  }

  /** The newest mapping row seen: what comes later was written since. */
  get lastRowId(): number {
    return this.#lastRowId
  }

  localId(foreignId: EntityId): EntityId | null {
    const local = this.#localByForeign.get(this.#foreign.find(foreignId))
    return local === -1 ? null : this.#local.id(local)
  }

  foreignId(localId: EntityId): EntityId | null {
    const foreign = this.#foreignByLocal.get(this.#local.find(localId))
    return foreign === -1 ? null : this.#foreign.id(foreign)
  }

  /** A number for a local id that has a mapping, or -1: for columns about the replica's entities. */
  localNumber(localId: EntityId): number {
    const local = this.#local.find(localId)
    return this.#foreignByLocal.get(local) === -1 ? -1 : local
  }

  *pairs(): Generator<[foreignId: EntityId, localId: EntityId]> {
    for (let foreign = 0; foreign < this.#foreign.size; foreign++) {
      const local = this.#localByForeign.get(foreign)
      if (local !== -1) yield [this.#foreign.id(foreign), this.#local.id(local)]
    }
  }
}
