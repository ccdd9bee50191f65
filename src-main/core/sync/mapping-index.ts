import type { MappingRow } from '../fleet/management.ts'
import { joinId, type EntityId, type Model } from '../models/model.ts'

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

/** The mappings of one model that a replica remembers for one sender, in both directions. */
export class MappingIndex {
  readonly #localByForeign = new Map<EntityId, EntityId>()
  readonly #foreignByLocal = new Map<EntityId, EntityId>()
  /** Foreign ids with more than one mapping: every push of these is refused (F44). */
  readonly doubled = new Set<EntityId>()
  #lastRowId = 0

  add(row: MappingRow, model: Model): void {
    this.#lastRowId = Math.max(this.#lastRowId, row.id)
    const localId = localIdOf(row, model)
    if (localId === null) return
    const foreignId = joinId(row.foreignId)
    if (this.#localByForeign.has(foreignId)) this.doubled.add(foreignId)
    this.#localByForeign.set(foreignId, localId)
    this.#foreignByLocal.set(localId, foreignId)
  }

  /** A pair whose row is about to be written. */
  addPair(foreignId: EntityId, localId: EntityId): void {
    this.#localByForeign.set(foreignId, localId)
    this.#foreignByLocal.set(localId, foreignId)
  }

  /** Forgets a pair whose entity is gone. */
  removePair(foreignId: EntityId, localId: EntityId): void {
    this.#localByForeign.delete(foreignId)
    this.#foreignByLocal.delete(localId)
  }

  get size(): number {
    return this.#localByForeign.size
  }

  /** The newest mapping row seen: what comes later was written since. */
  get lastRowId(): number {
    return this.#lastRowId
  }

  localId(foreignId: EntityId): EntityId | null {
    return this.#localByForeign.get(foreignId) ?? null
  }

  foreignId(localId: EntityId): EntityId | null {
    return this.#foreignByLocal.get(localId) ?? null
  }

  pairs(): Iterable<[foreignId: EntityId, localId: EntityId]> {
    return this.#localByForeign.entries()
  }
}
