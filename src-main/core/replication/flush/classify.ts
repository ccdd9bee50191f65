import type { MappingRow } from '../../fleet/management.ts'
import type { SiteReader } from '../../fleet/site-access.ts'
import { joinId, type EntityId } from '../../models/model.ts'
import { canonicalForm, canonicalHash, type Hash, type Translate } from '../../sync/canonical.ts'
import type { Entity, EntitySource } from '../../sync/entity.ts'
import { localIdOf } from '../../sync/mapping-index.ts'
import type { AgreedState } from '../../sync/records.ts'

/**
 * What a flush does with one mapped entity of the replica.
 * `remove`: replication made it, and it goes. `edited`: changed on the replica since. `original`: made on the replica itself (ground
 * rule 5). `dead`: the mapping's entity is gone already. Of the last three at most the mapping row goes. `shared`: the primary maps the
 * same pair the other way round, for a link that is no twin of this one: not even the row goes, for the one that is left would look as if
 * replication had made the other entity.
 */
export type Verdict = 'remove' | 'edited' | 'original' | 'dead' | 'shared'

export interface Judged {
  readonly row: MappingRow
  readonly foreignId: EntityId
  readonly localId: EntityId
  readonly verdict: Verdict
  /** Null where `dead`. */
  readonly entity: Entity | null
  readonly agreed: AgreedState | null
}

export interface Evidence {
  readonly replica: SiteReader
  readonly source: EntitySource
  /** Brings the replica's related ids into the primary's terms. */
  readonly translate: Translate
  readonly agreed: (foreignId: EntityId) => AgreedState | null
  /** Whether the primary holds the mutual twin of a mapping; null where the primary cannot be asked. */
  readonly mutual: ((foreignId: EntityId, localId: EntityId) => boolean) | null
  /** The way back is flushed by the same workflow. */
  readonly hasTwin: boolean
  readonly hash: Hash
}

/** Judges the mappings given: reads their entities and says of each what a flush may do with it. */
export async function judge(rows: readonly MappingRow[], evidence: Evidence): Promise<Judged[]> {
  const { model } = evidence.source
  const mapped = rows.flatMap(row => {
    const localId = localIdOf(row, model)
    return localId === null ? [] : [{ row, localId, foreignId: joinId(row.foreignId) }]
  })
  const entities = await evidence.replica.entitiesById(
    evidence.source,
    mapped.map(pair => pair.localId)
  )
  const byId = new Map(entities.map(entity => [entity.id, entity]))
  const form = canonicalForm(model, evidence.translate)
  return mapped.map(pair => {
    const entity = byId.get(pair.localId) ?? null
    const agreed = evidence.agreed(pair.foreignId)
    const hash = entity && canonicalHash(form(entity), evidence.hash)
    return { ...pair, entity, agreed, verdict: verdictOn(pair, hash, agreed, evidence) }
  })
}

function verdictOn(
  pair: { foreignId: EntityId; localId: EntityId },
  hash: string | null,
  agreed: AgreedState | null,
  { mutual, hasTwin }: Evidence
): Verdict {
  if (hash === null) return 'dead'
  const created = agreed?.origin === 'created' && agreed.localId === pair.localId
  if (agreed?.origin === 'original') return 'original'
  // A mapping is no proof of who made the entity while the other side holds its twin, or cannot be asked.
  if (!created && mutual === null) return 'original'
  if (!created && mutual!(pair.foreignId, pair.localId)) return hasTwin ? 'original' : 'shared'
  return agreed && agreed.replicaHash !== hash ? 'edited' : 'remove'
}
