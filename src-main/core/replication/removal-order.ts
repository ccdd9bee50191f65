import type { Step } from '../workflow/step.ts'

/**
 * The order in which rows can go, over all links at once: whatever refers to something goes before it (F33, F41), and a row that several
 * links or the two directions of a pair share goes with the last of them.
 */
const order = [
  'revoke-link-key',
  'revoke-push-key',
  'revoke-management-key',
  'remove-link-key',
  'remove-changes',
  'remove-host-entities',
  'remove-host',
  'remove-sync',
  'remove-endpoint',
  'leave-relations',
  'remove-data-source'
]

/** The steps that take rows off sites, each once, in an order in which every site lets them go. */
export function inRemovalOrder(steps: readonly Step[]): Step[] {
  // Rights of the links' own keys are each their own, although they are on endpoints of the same name.
  const once = new Map(
    steps.map((step, at) => [
      step.kind === 'revoke-link-key' ? `${step.id} ${at}` : `${step.kind} ${step.id}`,
      step
    ])
  )
  return [...once.values()].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
}
