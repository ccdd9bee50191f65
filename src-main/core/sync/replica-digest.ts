import type { SiteReader } from '../fleet/site-access.ts'
import type { EntityId } from '../models/model.ts'
import { TextColumn } from './columns.ts'
import type { Entity, EntitySource } from './entity.ts'
import { IdNumbers } from './id-numbers.ts'

/** What one model looks like on the replica: a hash of each entity in the primary's terms, by its own id, in some 30 bytes. */
export class ReplicaDigest {
  readonly #ids = new IdNumbers()
  readonly #hashes = new TextColumn()

  set(id: EntityId, hash: string): void {
    this.#hashes.set(this.#ids.add(id), hash)
  }

  hashOf(id: EntityId): string | undefined {
    const number = this.#ids.find(id)
    return number === -1 ? undefined : this.#hashes.get(number)
  }

  /** Reads a model once through, page by page. */
  async read(
    replica: SiteReader,
    source: EntitySource,
    hashOf: (entity: Entity) => string,
    signal: AbortSignal
  ): Promise<void> {
    for await (const page of replica.entityPages(source, { signal })) {
      for (const entity of page) this.set(entity.id, hashOf(entity))
    }
  }
}
