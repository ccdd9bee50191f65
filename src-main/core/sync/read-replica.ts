import type { SiteReader } from '../fleet/site-access.ts'
import type { Model } from '../models/model.ts'
import { oneFailsAll } from '../shared/one-fails-all.ts'
import type { Entity, EntitySource } from './entity.ts'
import type { MappingIndex } from './mapping-index.ts'
import { ReplicaDigest } from './replica-digest.ts'

export interface ReplicaReading {
  readonly replica: SiteReader
  /** Main domain of the primary. */
  readonly sender: string
  readonly source: EntitySource
  /** Gets the mappings of the model. */
  readonly mappings: MappingIndex
  readonly hashOf: (entity: Entity) => string
}

/**
 * Reads the mappings of a model and what the replica holds of it, both lists at the same time: each page takes as long as the other, and
 * whoever waits for a run waits half as long. Where nothing is mapped the entities are nobody's business and are not read. One list comes
 * after the other where an entity can name another of its own model: its hash needs all mappings.
 */
export async function readReplica(reading: ReplicaReading, signal: AbortSignal): Promise<ReplicaDigest> {
  const { replica, sender, source, mappings, hashOf } = reading
  const digest = new ReplicaDigest()
  const anyMapped = Promise.withResolvers<boolean>()

  async function readMappings(inner: AbortSignal): Promise<void> {
    try {
      const filter = { foreignHost: sender, entityType: source.model.name }
      for await (const rows of replica.rowPages('idmapping', filter, { signal: inner })) {
        for (const row of rows) mappings.add(row, source.model)
        if (mappings.size > 0) anyMapped.resolve(true)
      }
    } finally {
      anyMapped.resolve(mappings.size > 0)
    }
  }
  async function readEntities(inner: AbortSignal): Promise<void> {
    if (await anyMapped.promise) await digest.read(replica, source, hashOf, inner)
  }

  if (namesItsOwn(source.model)) for (const read of [readMappings, readEntities]) await read(signal)
  else await oneFailsAll(signal, [readMappings, readEntities])
  return digest
}

function namesItsOwn({ associations, name }: Model): boolean {
  return associations.some(({ owning, target }) => owning && target === name)
}
