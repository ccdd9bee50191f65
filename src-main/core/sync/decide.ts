import type { Difference } from './difference.ts'
import type { SyncPolicy } from './policy.ts'

/**
 * What becomes of a difference under the link's policy: itself, something that a run may send, or null where it is left as it is. Doubled
 * mappings, originals, and pairs that have nothing in common are never decided by a policy.
 */
export function decide(difference: Difference, policy: SyncPolicy, bothWays: boolean): Difference | null {
  if (difference.action === 'create' && difference.why === 'removed-on-replica') {
    return policy.removedThere === 'leave' && !bothWays ? null : difference
  }
  if (difference.action !== 'conflict' || policy.conflicts === 'ask') return difference
  const decided = inFavourOfPrimary(difference)
  if (!decided) return difference
  return policy.conflicts === 'primary-wins' ? decided : null
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
