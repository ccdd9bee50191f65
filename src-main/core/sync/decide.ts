import type { Difference } from './difference.ts'
import { newerByDifferences } from './newer-side.ts'
import type { SyncPolicy } from './policy.ts'

/** The word for an update that goes out since the primary's version is the newer one. */
export const newerWins = 'newer-wins'

/**
 * What becomes of a difference under the link's policy: itself, something that a run may send, or null where it is left as it is. Doubled
 * mappings, originals, and pairs that have nothing in common are never decided by a policy. `changeDate`: the field that tells when an
 * entity was changed; null where the model has none.
 */
export function decide(
  difference: Difference,
  policy: SyncPolicy,
  bothWays: boolean,
  changeDate: string | null = null
): Difference | null {
  if (difference.action === 'create' && difference.why === 'removed-on-replica') {
    return policy.removedThere === 'leave' && !bothWays ? null : difference
  }
  if (difference.action !== 'conflict' || policy.conflicts === 'ask') return difference
  const decided = inFavourOfPrimary(difference)
  if (!decided) return difference
  if (policy.conflicts === 'newer-wins') return inFavourOfNewer(difference, decided, changeDate)
  return policy.conflicts === 'primary-wins' ? decided : null
}

/** A removal has no date: where one side is gone, a person decides. */
function inFavourOfNewer(
  conflict: Difference,
  forPrimary: Difference,
  changeDate: string | null
): Difference | null {
  const newer = newerByDifferences(conflict.differences, changeDate)
  if (newer === null || forPrimary.action !== 'update') return conflict
  return newer === 'primary' ? { ...forPrimary, why: newerWins } : null
}

/** A conflict as what would be sent if the primary's side counts; null where nobody may decide it that way. */
export function inFavourOfPrimary(conflict: Difference): Difference | null {
  switch (conflict.why) {
    case 'edited-on-replica':
    case 'edited-on-both':
      return { ...conflict, action: 'update', why: 'primary-wins' }
    case 'deleted-and-edited':
      return { ...conflict, action: 'delete', why: 'primary-wins' }
    case 'edited-and-deleted':
      return { ...conflict, action: 'create', why: 'removed-on-replica' }
    default:
      return null
  }
}
