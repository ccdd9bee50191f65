import type { SiteReader } from '../fleet/site-access.ts'
import type { EntityId, ModelName } from '../models/model.ts'
import { canonicalForm, canonicalHash, type Hash } from './canonical.ts'
import { TextColumn } from './columns.ts'
import type { Entity, EntitySource } from './entity.ts'
import { IdNumbers } from './id-numbers.ts'
import { requireRelations, untoldRelation } from './require-relations.ts'

/** A related entity that has to be on the replica first. */
export interface ParentRef {
  readonly name: string
  readonly target: ModelName
  readonly id: EntityId
}

/**
 * What one model looks like on the primary, in some 30 bytes an entity: its id, a hash of its values, and its parents. It is the same for
 * every replica, so one reading does for all of them, whenever each of them comes to it.
 */
export class PrimaryDigest {
  readonly #source: EntitySource
  readonly #hash: Hash
  readonly #form: ReturnType<typeof canonicalForm>
  readonly #ids = new IdNumbers()
  readonly #hashes = new TextColumn()
  /** Ids of parents, as one text for each entity; empty for a model without any. */
  readonly #parents: string[] = []

  constructor(source: EntitySource, hash: Hash) {
    this.#source = source
    this.#hash = hash
    this.#form = canonicalForm(source.model, (_model, id) => id)
  }

  /** Entities that the primary listed. */
  get size(): number {
    return this.#ids.size
  }

  add(entity: Entity): void {
    const number = this.#ids.add(entity.id)
    this.#hashes.set(number, canonicalHash(this.#form(entity), this.#hash))
    const parents = this.#parentsOf(entity)
    if (parents !== '') this.#parents[number] = parents
  }

  has(id: EntityId): boolean {
    return this.#ids.find(id) !== -1
  }

  /** The number of an entity that the primary listed; -1 for any other. */
  numberOf(id: EntityId): number {
    return this.#ids.find(id)
  }

  id(number: number): EntityId {
    return this.#ids.id(number)
  }

  hashOf(number: number): string {
    return this.#hashes.get(number)!
  }

  parentsOf(number: number): ParentRef[] {
    const text = this.#parents[number]
    if (text === undefined) return []
    const { associations } = this.#source.model
    return text.split('\n').map(line => {
      const space = line.indexOf(' ')
      const { name, target } = associations[Number(line.slice(0, space))]!
      return { name, target, id: line.slice(space + 1) }
    })
  }

  /** `3 17` for the id 17 of the fourth association, a line each. */
  #parentsOf(entity: Entity): string {
    let text = ''
    for (const [at, { name, owning }] of this.#source.model.associations.entries()) {
      if (!owning) continue
      for (const id of entity.toMany[name] ?? [entity.toOne[name] ?? null]) {
        if (id !== null) text += `${text === '' ? '' : '\n'}${at} ${id}`
      }
    }
    return text
  }
}

/** Reads a model once through, page by page. */
export async function readDigest(
  primary: SiteReader,
  source: EntitySource,
  hash: Hash,
  signal: AbortSignal
): Promise<PrimaryDigest> {
  const digest = new PrimaryDigest(source, hash)
  let allTold = false
  for await (const page of primary.entityPages(source, { signal })) {
    const untold = allTold ? null : untoldRelation(source.model, page)
    if (untold !== null) {
      await requireRelations(primary, source.model, untold, signal)
      allTold = true
    }
    for (const entity of page) digest.add(entity)
  }
  return digest
}
