import type { SiteReader } from '../fleet/site-access.ts'
import type { EntityId, ModelAssociation, ModelName } from '../models/model.ts'
import type { LinkId } from '../topology/link.ts'
import type { Hash } from './canonical.ts'
import type { MappingIndex } from './mapping-index.ts'
import type { ReadOriginals } from './originals.ts'
import type { Exclusion, SyncPolicy } from './policy.ts'
import type { AgreedStates, FieldDifference, ItemAction } from './records.ts'
import type { IsSelected } from './selection.ts'
import type { LackingPair, WayBack } from './way-back.ts'

/** One entity about which something has to be done, or decided. */
export interface Difference {
  readonly foreignId: EntityId
  readonly localId: EntityId | null
  /** Null where no values were read for the comparison. */
  readonly title: string | null
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

/** What the comparison of the models of a link rests on, and what it collects for the run. */
export interface Comparison {
  readonly linkId: LinkId
  readonly primary: SiteReader
  /** How a model is read on the primary: by this run alone, or once for several. */
  readonly digest: ReadOriginals
  readonly replica: SiteReader
  /** Main domain of the primary. */
  readonly sender: string
  /** Models that are missing are read when their turn comes; of a both-ways link all are there. */
  readonly mappings: Map<ModelName, MappingIndex>
  readonly agreed: AgreedStates
  readonly hash: Hash
  /** Entities that this run will create, by model: their children need not wait for another run. */
  readonly toCreate: Map<ModelName, Set<EntityId>>
  /** By which relations a model follows the choice of entities of another one. */
  readonly follows: ReadonlyMap<ModelName, readonly ModelAssociation[]>
  /** Whether the link carries an entity, by model; filled as the models are compared, parents first. Absent: all of it. */
  readonly selected: Map<ModelName, IsSelected>
  readonly policy: SyncPolicy
  readonly exclusions: readonly Exclusion[]
  /** Null for a one-way link. */
  readonly wayBack: WayBack | null
  /** Pairs whose mapping is lacking on the replica, and is to be written before anything is sent. */
  readonly lacking: LackingPair[]
  readonly signal?: AbortSignal
}
