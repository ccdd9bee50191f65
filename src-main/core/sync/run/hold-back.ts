import type { PushContext } from './context.ts'
import type { Journal } from './journal.ts'
import type { HeldBack } from './readiness.ts'

/** Records an item that does not go out in this run, and why. What is gone by itself counts as what it was planned as. */
export function holdBack(
  { tally, clock }: PushContext,
  journal: Journal,
  { item, action, why }: HeldBack
): void {
  const becomes = action === 'gone' ? item.action : action
  if (action !== 'gone') tally.move(item.action, action)
  journal.record(item.position, { state: 'skipped', action: becomes, why, changedAt: clock.now() })
}
