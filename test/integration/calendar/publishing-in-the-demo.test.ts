import { afterEach, beforeEach, expect, it } from 'vitest'
import { workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import { apply, openFleet, type TestFleet } from '../../support/fleet.ts'

let fleet: TestFleet
beforeEach(async () => {
  fleet = await openFleet([{ name: 'Portal', events: 1 }, { name: 'Town' }])
})
afterEach(() => fleet.close())

/** A link whose replica becomes a publishing target, as far as it comes by itself. */
async function waiting(primaryId: string, replicaId: string): Promise<WorkflowView> {
  const wish = { primaryId, replicaId, models: ['calendar-event'], publish: true }
  const plan = await fleet.program.call('links.plan', wish)
  const workflow = await apply(fleet.program, plan.id)
  expect(workflow.state).toBe('waiting')
  return workflow
}

async function resumed(workflowId: string): Promise<WorkflowView> {
  const ended = workflowEnded(fleet.program, workflowId)
  await fleet.program.call('workflows.resume', { workflowId })
  return ended
}

it('the demo runs the SQL on the tables of its own sites, there and back; what it did is looked at all the same', async () => {
  const { program } = fleet
  const [portal, town] = await program.call('demo.start', {})
  const { id: workflowId } = await waiting(portal!.id, town!.id)
  expect(await resumed(workflowId)).toMatchObject({ state: 'waiting' })
  await program.call('demo.runSql', { workflowId })
  expect(await resumed(workflowId)).toMatchObject({ state: 'applied', failure: null })
  const again = await program.invoke('demo.runSql', { workflowId })
  expect(again).toMatchObject({ ok: false, error: { code: 'nothing-to-resume' } })

  const undo = await program.call('workflows.undo', { workflowId })
  expect(await apply(program, undo.id)).toMatchObject({ state: 'waiting' })
  await program.call('demo.runSql', { workflowId: undo.id })
  expect(await resumed(undo.id)).toMatchObject({ state: 'applied', failure: null })
  await program.call('demo.remove', {})
})

it('it never runs SQL on a site that is not its own, and says who has to', async () => {
  const [portal, town] = fleet.sites
  const { id: workflowId } = await waiting(portal!.id, town!.id)
  const before = portal!.double.snapshot()
  const refused = await fleet.program.invoke('demo.runSql', { workflowId })
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', message: expect.stringContaining('on its own database') }
  })
  expect(portal!.double.snapshot()).toEqual(before)
  expect(await fleet.program.invoke('demo.runSql', { workflowId: 'nobody' })).toMatchObject({
    ok: false,
    error: { code: 'unknown-workflow' }
  })
})
