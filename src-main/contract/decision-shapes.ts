import { z } from 'zod'
import { conflictPolicies, removedTherePolicies } from '../core/sync/policy.ts'
import { itemView } from './run-shapes.ts'
import { id, time } from './shapes.ts'

/** What a run of the link does by itself where both sides have something to say. */
export const policyView = z.object({
  conflicts: z.enum(conflictPolicies),
  removedThere: z.enum(removedTherePolicies),
  /** The link's models that keep a change date, by short name: `newer-wins` decides for these, and is refused where there are none. */
  dated: z.array(z.string())
})
export type PolicyView = z.infer<typeof policyView>

/** An entity that is kept different on the replica. */
export const exclusionView = z.object({
  linkId: id,
  model: z.string(),
  shortName: z.string(),
  foreignId: z.string(),
  note: z.string(),
  at: time
})
export type ExclusionView = z.infer<typeof exclusionView>

/** A conflict that waits for a decision, in the newest run of its link. */
export const conflictView = z.object({ runId: id, linkId: id, item: itemView })
export type ConflictView = z.infer<typeof conflictView>
