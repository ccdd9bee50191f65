import { afterEach, describe, expect, it } from 'vitest'
import { apply, linkUp, openFleet, rules, stateOf, sync, type TestFleet } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

describe('a deregistration when one side is gone for good', () => {
  it('cleans the primary, and forgets the link', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
    const { program, sites } = fleet
    const before = stateOf(sites[0]!)
    const linkId = await linkUp(program, sites[0]!.id, sites[1]!.id)
    await sync(program, linkId)
    sites[1]!.double.faults.maintenance(true)
    expect(await program.invoke('links.planDeregister', { linkId })).toMatchObject({ ok: false })
    const plan = await program.call('links.planDeregister', { linkId, force: true })
    expect((await apply(program, plan.id, plan.confirmation.expected ?? undefined)).failure).toBeNull()
    expect(stateOf(sites[0]!)).toEqual(before)
    expect(await program.call('links.list', {})).toEqual([])
  })

  it('flushes on the replica what it remembers to have made there, and nothing of its own', async () => {
    fleet = await openFleet([
      { name: 'Portal', rewriteRules: 3 },
      { name: 'Town', rewriteRules: 2 }
    ])
    const { program, sites } = fleet
    const before = stateOf(sites[1]!)
    const linkId = await linkUp(program, sites[0]!.id, sites[1]!.id)
    await sync(program, linkId)
    expect(rules(sites[1]!)).toHaveLength(5)
    sites[0]!.double.faults.maintenance(true)
    const plan = await program.call('links.planDeregister', { linkId, force: true })
    expect((await apply(program, plan.id, plan.confirmation.expected ?? undefined)).failure).toBeNull()
    expect(stateOf(sites[1]!)).toEqual(before)
    expect(await program.call('links.list', {})).toEqual([])
  })
})
