import type { SiteReader } from '../fleet/site-access.ts'
import { namesItsOwn } from '../models/dependencies.ts'
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
  /** So many entities are known to have a mapping. Where fewer are listed, the list may have been cut. */
  readonly agreedOn: number
  readonly hashOf: (entity: Entity) => string
}

/**
 * Reads the mappings of a model and what the replica holds of it, both lists at the same time: each page takes as long as the other, and
 * whoever waits for a run waits half as long. Where nothing is mapped the entities are nobody's business and are not read. One list comes
 * after the other where an entity can name another of its own model: its hash needs all mappings.
 */
export async function readReplica(reading: ReplicaReading, signal: AbortSignal): Promise<ReplicaDigest> {
  const { replica, sender, source, mappings, agreedOn, hashOf } = reading
  const digest = new ReplicaDigest()
  const anyMapped = Promise.withResolvers<boolean>()

  async function readMappings(inner: AbortSignal): Promise<void> {
    try {
      await readRest(inner)
      if (mappings.size < agreedOn) await readRest(inner)
    } finally {
      anyMapped.resolve(mappings.size > 0)
    }
  }
  async function readRest(inner: AbortSignal): Promise<void> {
    const filter = { foreignHost: sender, entityType: source.model.name }
    const after = mappings.lastRowId > 0 ? { after: mappings.lastRowId } : {}
    for await (const rows of replica.rowPages('idmapping', filter, { ...after, signal: inner })) {
      for (const row of rows) mappings.add(row, source.model)
      if (mappings.size > 0) anyMapped.resolve(true)
    }
  }
  async function readEntities(inner: AbortSignal): Promise<void> {
    if (await anyMapped.promise) await digest.read(replica, source, hashOf, inner)
  }

  if (namesItsOwn(source.model)) for (const read of [readMappings, readEntities]) await read(signal)
  else await oneFailsAll(signal, [readMappings, readEntities])
  return digest
}
