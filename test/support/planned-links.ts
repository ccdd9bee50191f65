import { expect } from 'vitest'
import { workflowEnded } from '../../src-main/app/demo/await-end.ts'
import type { CallInput } from '../../src-main/contract/calls.ts'
import type { WorkflowView } from '../../src-main/contract/link-shapes.ts'
import type { TestFleet, TestSite } from './fleet.ts'

type Wish = Omit<CallInput<'links.plan'>, 'primaryId' | 'replicaId'>

export interface PlannedLinks {
  /** The first three sites of the fleet. */
  sites(): [TestSite, TestSite, TestSite]
  planned(primary: TestSite, replica: TestSite, wish: Wish): Promise<WorkflowView>
  /** Applies a plan with all that it asks for, and gives how it ended: well. */
  applied(plan: WorkflowView): Promise<WorkflowView>
  /** Plans a link and sets it up; gives its id. */
  linked(primary: TestSite, replica: TestSite, wish: Wish): Promise<string>
  deregistered(linkId: string): Promise<void>
}

/** Links of a test's fleet, each by the plan that a person would see and confirm. */
export function plannedLinks(fleet: () => TestFleet): PlannedLinks {
  const planned: PlannedLinks['planned'] = (primary, replica, wish) =>
    fleet().program.call('links.plan', {
      primaryId: primary.id,
      replicaId: replica.id,
      publish: false,
      ...wish
    })

  const applied: PlannedLinks['applied'] = async ({ id, confirmation }) => {
    const { program } = fleet()
    const { expected, acknowledge } = confirmation
    const ended = workflowEnded(program, id)
    await program.call('workflows.apply', {
      workflowId: id,
      ...(expected ? { confirm: expected } : {}),
      ...(acknowledge ? { acknowledge } : {})
    })
    const done = await ended
    expect(done.failure).toBeNull()
    return done
  }

  return {
    sites: () => fleet().sites as unknown as [TestSite, TestSite, TestSite],
    planned,
    applied,
    linked: async (primary, replica, wish) => (await applied(await planned(primary, replica, wish))).linkId!,
    deregistered: async linkId =>
      void (await applied(await fleet().program.call('links.planDeregister', { linkId })))
  }
}
