import { AppError } from '../shared/app-error.ts'
import type { ModelName } from '../models/model.ts'

/** What a run would remove of one model, and how it stands on both sides. */
export interface RemovalPlan {
  readonly model: ModelName
  readonly shortName: string
  readonly removals: number
  /** Entities of the model that are mapped on the replica. */
  readonly mapped: number
  readonly primaryEmpty: boolean
}

const few = 10
const share = 0.1

/**
 * Stops a run that would remove more than 10 entities that are more than 10 % of the link's mapped ones, all that a model has on the
 * replica, or anything while the primary's list is empty (ground rule 4). Gives the reason, or null where the removals are in order.
 */
export function removalsInDoubt(plans: readonly RemovalPlan[], allowed: number): AppError | null {
  const total = plans.reduce((sum, plan) => sum + plan.removals, 0)
  const mapped = plans.reduce((sum, plan) => sum + plan.mapped, 0)
  if (total === 0 || total <= allowed) return null
  const reason = reasonOf(plans, total, mapped)
  if (!reason) return null
  return new AppError(
    'removals-need-confirmation',
    `This run would remove ${total} of ${mapped} replicated entities: ${reason}. Nothing was sent. Look at the plan; allow ${total} removals if they are right.`,
    { removals: total, mapped }
  )
}

function reasonOf(plans: readonly RemovalPlan[], total: number, mapped: number): string | null {
  const empty = plans.find(plan => plan.removals > 0 && plan.primaryEmpty)
  if (empty) return `the primary shows no ${empty.shortName} at all`
  const all = plans.find(plan => plan.removals > 0 && plan.removals === plan.mapped)
  if (all) return `they are all that the replica has of ${all.shortName}`
  if (total > few && total > mapped * share) return `that is more than ${few}, and more than ${share * 100} %`
  return null
}
