import type { EntityId, ModelName } from '../models/model.ts'
import type { LinkId } from '../topology/link.ts'

export const conflictPolicies = ['ask', 'primary-wins', 'replica-wins', 'newer-wins'] as const
/**
 * What a run does with an entity that was edited where it should not have been. `ask`: nothing, until a person decides. `newer-wins`: the
 * side that was changed last counts, for models that keep a change date; where the dates are equal or missing it asks.
 */
export type ConflictPolicy = (typeof conflictPolicies)[number]

export const removedTherePolicies = ['recreate', 'leave'] as const
/** What a run does with an entity that the primary has and somebody removed on the replica. */
export type RemovedTherePolicy = (typeof removedTherePolicies)[number]

export interface SyncPolicy {
  readonly conflicts: ConflictPolicy
  readonly removedThere: RemovedTherePolicy
}

export const defaultPolicy: SyncPolicy = { conflicts: 'ask', removedThere: 'recreate' }

/** An entity that a person keeps different on the replica: no run sends, updates or removes it. */
export interface Exclusion {
  readonly linkId: LinkId
  readonly model: ModelName
  readonly foreignId: EntityId
  /** Why, in the words of whoever decided it. */
  readonly note: string
  readonly at: number
}

/** What people decided about links, beside what the links are. Goes with its link. */
export interface Decisions {
  policy(linkId: LinkId): SyncPolicy
  setPolicy(linkId: LinkId, policy: SyncPolicy): void
  exclusions(linkId: LinkId): Exclusion[]
  exclude(exclusion: Exclusion): void
  /** Gives whether it was excluded. */
  include(linkId: LinkId, model: ModelName, foreignId: EntityId): boolean
}
