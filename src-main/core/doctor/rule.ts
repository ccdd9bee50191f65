import type { ManagementKind } from '../fleet/management.ts'
import type { Site, SiteId } from '../fleet/site.ts'
import type { EntityId, ModelName } from '../models/model.ts'
import type { Remains } from '../replication/steps/leave-remains.ts'
import type { SiteRow } from '../replication/provenance.ts'
import type { Link, LinkId } from '../topology/link.ts'
import type { Finding, FindingKind } from './finding.ts'
import type { SiteSnapshot } from './snapshot.ts'

/** A relation that the replica still has and the primary has not (F15). */
export interface KeptMember {
  readonly foreignId: EntityId
  readonly localId: EntityId
  readonly relation: string
  /** Id of the related entity, as the primary knows it. */
  readonly member: EntityId
}

/** What both sides of a link hold of one model, as hashes in the primary's terms. */
export interface LinkContents {
  readonly linkId: LinkId
  readonly primaryId: SiteId
  readonly replicaId: SiteId
  readonly model: ModelName
  /** Ids of the primary's entities by the hash of what they hold. */
  readonly primary: ReadonlyMap<string, readonly EntityId[]>
  /** Foreign ids that the replica has a mapping for. */
  readonly mapped: ReadonlySet<EntityId>
  /** The replica's entities that no mapping of any sender leads to, with their hashes. */
  readonly unmapped: ReadonlyMap<EntityId, string>
  /** Relations that no push can take away. `count`: how many there are; `kept`: as many as are worth keeping in mind. */
  readonly membersKept: { readonly count: number; readonly kept: readonly KeptMember[] }
}

/** What Rexxfleet knows beside the one site: its fleet, its own doings, and the other sites as far as they were read. */
export interface FleetKnowledge {
  readonly sites: readonly Site[]
  readonly links: readonly Link[]
  readonly snapshots: ReadonlyMap<SiteId, SiteSnapshot>
  readonly contents: readonly LinkContents[]
  readonly remains: readonly Remains[]
  wasMade(row: SiteRow): boolean
  usersOf(row: SiteRow): readonly LinkId[]
  /** Which entity of the replica was agreed upon for the primary's; null where nothing was. */
  agreedLocal(linkId: LinkId, model: ModelName, foreignId: EntityId): EntityId | null
}

/** One thing that can be wrong: a pure function over what was read. */
export interface Rule {
  readonly kind: FindingKind
  /** Rows without which the rule cannot say anything. */
  readonly needs: readonly ManagementKind[]
  find(snapshot: SiteSnapshot, fleet: FleetKnowledge): Finding[]
}
