import type { KeyRef, SiteId } from '../fleet/site.ts'
import type { LanguageMap } from '../languages/language-map.ts'
import type { EntityId, ModelName } from '../models/model.ts'

export type LinkId = string

export const deliveries = ['compare', 'queue', 'live'] as const
export type Delivery = (typeof deliveries)[number]

/**
 * `setting-up` and `removing`: a workflow is at work, or stopped half-way and waits to be resumed or undone.
 * A link that is only planned has no record: it lives in its workflow's plan.
 */
export const linkStates = ['setting-up', 'ready', 'removing'] as const
export type LinkState = (typeof linkStates)[number]

/** One model of a link, and the REST names that it has on either side. */
export interface LinkModel {
  readonly model: ModelName
  readonly primaryEndpoint: string
  readonly replicaEndpoint: string
  /** Only these entities; null: all. */
  readonly ids: readonly EntityId[] | null
  /** The model that brought it along; absent where it was chosen itself. */
  readonly because?: { readonly of: ModelName; readonly why: 'parent' | 'part' }
}

/** Replication of a set of models from a primary to a replica. At most one for each ordered pair of sites. */
export interface Link {
  readonly id: LinkId
  readonly primaryId: SiteId
  readonly replicaId: SiteId
  /** The link of the opposite direction, where the two were made as one. */
  readonly twinId: LinkId | null
  readonly models: readonly LinkModel[]
  readonly delivery: Delivery
  /** Languages that have other ids on the replica; absent where all have the same. */
  readonly languages?: LanguageMap
  readonly state: LinkState
  /** The key with which Rexxfleet pushes to the replica. */
  readonly keyRef: KeyRef
  readonly createdAt: number
}

export type LinkPatch = Partial<Pick<Link, 'models' | 'delivery' | 'languages' | 'state' | 'twinId'>>
