import { locksOut } from '../../preflight/rewrite-lockout.ts'
import { AppError } from '../../shared/app-error.ts'
import type { ErrorCode } from '../../shared/error-codes.ts'
import type { ItemPatch, ItemRecord } from '../records.ts'
import type { ModelScope, PushContext } from './context.ts'
import type { Ready } from './readiness.ts'

const rewriteRule = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'
const lockOut: ErrorCode = 'redirect-locks-out'

/**
 * Fails with 'redirect-locks-out' for a RewriteRule that would take `/api/` or `/cadmin/` away from the replica, unless somebody sends this
 * very item once more. Preflight sees no rules before there is an endpoint for them, and none that are written later.
 */
export function refuseLockOut({ replica }: PushContext, { model }: ModelScope, { item, sent }: Ready): void {
  if (model.name !== rewriteRule || wasLockedOut(item)) return
  const expression = String(sent?.fields['regularExpression'] ?? '')
  if (!locksOut(expression, replica.site)) return
  throw new AppError(
    lockOut,
    `The redirect ${expression} would take over /api/ or /cadmin/ on ${replica.site.name}, which could then be neither replicated to nor logged in to. It was not sent. Change it on the primary, or retry this very record if it is right.`,
    { expression }
  )
}

/** Whether an item was kept from the replica since it would lock it out. It goes out only where it is named. */
export function wasLockedOut({ failure }: Pick<ItemRecord, 'failure'>): boolean {
  return failure?.code === lockOut
}

/** An item that is to be sent once more. It keeps that it was held back for this: so it is known that somebody named it. */
export function openAgain(item: ItemRecord): { readonly position: number; readonly patch: ItemPatch } {
  return {
    position: item.position,
    patch: { state: 'open', failure: wasLockedOut(item) ? item.failure : null }
  }
}
