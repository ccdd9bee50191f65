import type { HomeTerms } from '../languages/home-terms.ts'
import type { SiteReader } from '../fleet/site-access.ts'
import { modelNamed } from '../models/catalogue.ts'
import type { EntityId, ModelName } from '../models/model.ts'
import type { Link } from '../topology/link.ts'
import type { MappingIndex } from './mapping-index.ts'
import { readMappings } from './read-mappings.ts'
import type { AgreedState, AgreedStates } from './records.ts'

/**
 * What a both-ways link knows of its twin. Replication both ways is only right with mappings on both sites (F21): what the twin brought
 * from here to there has a mapping there, and must have one here.
 */
export interface WayBack {
  readonly twin: Link
  /** What the twin calls what this link names in the replica's languages. */
  readonly home: HomeTerms
  /** The primary's mappings for entities of the replica, by model: local and foreign change places. */
  readonly mappings: ReadonlyMap<ModelName, MappingIndex>
}

/** Reads the primary's mappings for what came from the replica; null for a one-way link. */
export async function readWayBack(
  twin: Link | null,
  primary: SiteReader,
  replicaDomain: string,
  home: HomeTerms,
  signal?: AbortSignal
): Promise<WayBack | null> {
  if (!twin) return null
  const mappings = new Map<ModelName, MappingIndex>()
  for (const { model } of twin.models) {
    mappings.set(
      model,
      await readMappings(primary, replicaDomain, modelNamed(model), signal ? { signal } : {})
    )
  }
  return { twin, home, mappings }
}

/** A pair that only the primary's mappings know. */
export interface LackingPair {
  readonly model: ModelName
  readonly foreignId: EntityId
  readonly localId: EntityId
}

/**
 * Pairs whose mapping on the replica is lacking, since a program ended between a creation and its mapping back. Without it the entity
 * would be sent home as a new one.
 */
export function lackingMappings(
  wayBack: WayBack,
  mappings: ReadonlyMap<ModelName, MappingIndex>
): LackingPair[] {
  return [...wayBack.mappings].flatMap(([model, back]) => {
    const here = mappings.get(model)
    if (!here) return []
    // Seen from the primary the replica's entity is the foreign one.
    const pairs = [...back.pairs()].map(([localId, foreignId]) => ({ model, foreignId, localId }))
    return pairs.filter(
      ({ foreignId, localId }) => here.localId(foreignId) === null && here.foreignId(localId) === null
    )
  })
}

/** Who made the replica's entity of a pair that was never compared: the twin's memory tells, from its own point of view. */
export function originByTwin(
  wayBack: WayBack | null,
  agreed: AgreedStates,
  model: ModelName,
  localId: EntityId
): AgreedState['origin'] {
  const twinSays = wayBack && agreed.get(wayBack.twin.id, model, wayBack.home.id(model, localId))?.origin
  if (twinSays === 'created') return 'original'
  return twinSays === 'original' ? 'created' : 'found'
}
