import { afterEach, describe, expect, it } from 'vitest'
import { runEnded, workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { WorkflowView } from '../../../src-main/contract/link-shapes.ts'
import { apply, openFleet, rules, ruleText, type TestFleet, type TestSite } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

const texts = (site: TestSite): string[] => rules(site).map(ruleText).sort()

/** Ids that a site's mappings name for entities of the other one. */
const named = (site: TestSite, sender: TestSite): string[] =>
  site.double.admin
    .rows('core_module_sync_id_mapping')
    .filter(row => row['foreign_host'] === sender.double.mainDomain)
    .map(row => /s:\d+:"(\d+)"/.exec(String(row['foreign_id']))![1]!)
    .sort()

async function resumed(workflowId: string): Promise<WorkflowView> {
  const ended = workflowEnded(fleet.program, workflowId)
  await fleet.program.call('workflows.resume', { workflowId })
  return ended
}

/** A pair that is in step, taken off with flush; gives its link, and the workflow that did it. */
async function flushed(): Promise<{ linkId: string; workflowId: string; before: string[][] }> {
  fleet = await openFleet([
    { name: 'Portal', rewriteRules: 3 },
    { name: 'Town', rewriteRules: 1 }
  ])
  const { program, sites } = fleet
  const [primaryId, replicaId] = sites.map(({ id }) => id) as [string, string]
  const wish = { primaryId, replicaId, models: ['RewriteRule'], bothWays: true }
  const plan = await program.call('links.plan', wish)
  await apply(program, plan.id)
  for (const { id } of await program.call('runs.start', { linkIds: [plan.linkId!] }))
    await runEnded(program, id)
  const before = sites.map(texts)
  const away = await program.call('links.planDeregister', { linkId: plan.linkId! })
  const gone = await apply(program, away.id, away.confirmation.expected ?? undefined)
  expect(gone).toMatchObject({ state: 'applied', failure: null })
  return { linkId: plan.linkId!, workflowId: away.id, before }
}

describe('a pair that comes back', () => {
  it.each(['resumed', 'undone anew'])(
    'has mappings home that name the new ids, also where it was cut off before they did and %s',
    async way => {
      const { linkId, workflowId, before } = await flushed()
      const { program, sites } = fleet
      const [portal, town] = sites as [TestSite, TestSite]
      const undo = await program.call('workflows.undo', { workflowId })
      // The first mapping home is written, the second not: all entities are back by then.
      const match = { method: 'PUT', pathIncludes: 'rexxfleet-idmapping', nth: 2 }
      const fault = portal.double.faults.add({ kind: 'status', status: 403, match, times: Infinity })
      expect(await apply(program, undo.id)).toMatchObject({ state: 'failed' })
      expect(fault.hits()).toBeGreaterThan(0)
      fault.remove()
      if (way === 'resumed') {
        expect(await resumed(undo.id)).toMatchObject({ state: 'applied', failure: null })
      } else {
        const again = await program.call('workflows.undo', { workflowId })
        expect(await apply(program, again.id)).toMatchObject({ state: 'applied', failure: null })
      }
      expect(named(portal, town)).toEqual(
        rules(town)
          .map(({ id }) => String(id))
          .sort()
      )
      expect(sites.map(texts)).toEqual(before)
      for (const { id } of await program.call('runs.start', { linkIds: [linkId] }))
        expect(await runEnded(program, id)).toMatchObject({ state: 'done', sent: 0 })
      expect(sites.map(texts)).toEqual(before)
    }
  )

  it('keeps its originals where it was cut off in the middle of that, and is taken back itself', async () => {
    const { workflowId } = await flushed()
    const { program, sites } = fleet
    const originals = sites.map(texts)
    const undo = await program.call('workflows.undo', { workflowId })
    const match = { method: 'PUT', pathIncludes: 'rexxfleet-idmapping', nth: 2 }
    const fault = sites[0]!.double.faults.add({ kind: 'status', status: 403, match, times: Infinity })
    expect(await apply(program, undo.id)).toMatchObject({ state: 'failed' })
    fault.remove()
    const back = await program.call('workflows.undo', { workflowId: undo.id })
    const gone = await apply(program, back.id, back.confirmation.expected ?? undefined)
    expect(gone).toMatchObject({ state: 'applied', failure: null })
    expect(sites.map(texts)).toEqual(originals)
  })
})
