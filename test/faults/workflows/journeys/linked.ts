import type { CallInput } from '../../../../src-main/contract/calls.ts'
import type { Program } from '../../../../src-main/contract/door.ts'
import type { WorkflowView } from '../../../../src-main/contract/link-shapes.ts'
import { runEnded } from '../../../../src-main/app/demo/await-end.ts'
import type { TestFleet, TestSite, WantedSite } from '../../../support/fleet.ts'
import { applyPlan, onDatabaseOf } from '../journey.ts'

/** A primary with some content, and a replica with a rule of its own. */
export const pair: WantedSite[] = [
  { name: 'Portal', rewriteRules: 3, events: 2 },
  { name: 'Town', rewriteRules: 1 }
]

export type LinkWish = Omit<CallInput<'links.plan'>, 'primaryId' | 'replicaId'>

/** Plans a link from the first site to the second, or between others. */
export function planLink(
  program: Program,
  sites: readonly TestSite[],
  wish: LinkWish,
  [from, to]: readonly [number, number] = [0, 1]
): Promise<WorkflowView> {
  return program.call('links.plan', { primaryId: sites[from]!.id, replicaId: sites[to]!.id, ...wish })
}

/** A link, or a pair, that is in step. */
export async function linked(
  fleet: TestFleet,
  wish: LinkWish,
  between?: readonly [number, number]
): Promise<string> {
  const { program } = fleet
  const plan = await planLink(program, fleet.sites, wish, between)
  const { acknowledge } = plan.confirmation
  const { done, why } = await applyPlan(program, plan.id, null, acknowledge, onDatabaseOf(fleet.sites))
  if (!done) throw new Error(why)
  for (const run of await program.call('runs.start', { linkIds: [plan.linkId!] })) {
    const { state, reason } = await runEnded(program, run.id)
    if (state !== 'done') throw new Error(`${state} ${reason?.message ?? ''}`)
  }
  return plan.linkId!
}
