import { afterEach, describe, expect, it } from 'vitest'
import {
  apply,
  linkUp,
  openFleet,
  rules,
  ruleText,
  stateOf,
  sync,
  type TestFleet
} from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

describe('one link, from nothing to nothing', () => {
  it('links, sends what exists, then exactly the difference, and leaves without a trace', async () => {
    fleet = await openFleet([
      { name: 'Portal', rewriteRules: 30 },
      { name: 'Town', rewriteRules: 4 }
    ])
    const { program, sites } = fleet
    const [portal, town] = [sites[0]!, sites[1]!]
    const before = [stateOf(portal), stateOf(town)]
    const originals = rules(town).map(ruleText)

    const linkId = await linkUp(program, portal.id, town.id)
    const first = await sync(program, linkId)
    expect(first).toMatchObject({ state: 'done', counts: { create: 30, failed: 0 }, sent: 30 })
    expect(rules(town).slice(0, 4).map(ruleText)).toEqual(originals)
    // Several go out at a time: which comes first is nobody's promise.
    expect(rules(town).slice(4).map(ruleText).sort()).toEqual(rules(portal).map(ruleText).sort())

    portal.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 777 }, where: { id: 3 } })
    portal.double.admin.sql({ delete: 'core_rewrite_rule', where: { id: 5 } })
    for (const { double } of fleet.sites) double.log.clear()
    const [drift] = await program.call('drift.check', { linkIds: [linkId] })
    expect(drift).toMatchObject({ drifted: true, counts: { update: 1, delete: 1, unchanged: 28, create: 0 } })
    // Looking at what differs writes nothing on any site.
    const asked = fleet.sites.flatMap(({ double }) => double.log.requests.map(({ method }) => method))
    expect(new Set(asked)).toEqual(new Set(['GET']))
    const second = await sync(program, linkId)
    expect(second).toMatchObject({ state: 'done', counts: { update: 1, delete: 1, unchanged: 28 } })
    const items = await program.call('runs.items', { runId: second.id })
    expect(items.items.find(item => item.action === 'update')?.differences).toEqual([
      { field: 'orderNo', primary: 777, replica: expect.any(Number) }
    ])
    expect(await sync(program, linkId)).toMatchObject({
      state: 'done',
      counts: { unchanged: 29, update: 0 },
      sent: 0
    })

    portal.double.admin.sql({
      insert: 'core_rewrite_rule',
      row: {
        id: 5,
        regular_expression: '/^back$/',
        order_no: 1,
        rewrite_status_code: '301',
        continue_on_match: 0
      }
    })
    const plan = await program.call('links.planDeregister', { linkId })
    expect(plan.confirmation).toEqual({ kind: 'name', expected: 'Town' })
    const applied = await apply(program, plan.id, 'Town')
    expect(applied.failure).toBeNull()
    portal.double.admin.sql({ delete: 'core_rewrite_rule', where: { id: 5 } })
    expect(rules(town).map(ruleText)).toEqual(originals)
    expect(stateOf(town)).toEqual(before[1])
    const { core_rewrite_rule: _rules, ...portalRows } = stateOf(portal)
    const { core_rewrite_rule: _before, ...portalBefore } = before[0]!
    expect(portalRows).toEqual(portalBefore)
    expect(await program.call('links.list', {})).toEqual([])
  })

  it('asks for the replica’s name before it removes entities, and writes nothing without', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
    const { program, sites } = fleet
    const linkId = await linkUp(program, sites[0]!.id, sites[1]!.id)
    await sync(program, linkId)
    const plan = await program.call('links.planDeregister', { linkId })
    const there = stateOf(sites[1]!)
    for (const confirm of [undefined, 'town', 'Portal']) {
      const answer = await program.invoke('workflows.apply', {
        workflowId: plan.id,
        ...(confirm && { confirm })
      })
      expect(answer).toMatchObject({ ok: false, error: { code: 'needs-confirmation' } })
    }
    expect(stateOf(sites[1]!)).toEqual(there)
  })

  it('keeps the data where that is wished, with its mappings', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
    const { program, sites } = fleet
    const linkId = await linkUp(program, sites[0]!.id, sites[1]!.id)
    await sync(program, linkId)
    const plan = await program.call('links.planDeregister', { linkId, keepData: true })
    expect(plan.confirmation.kind).toBe('yes')
    const told = plan.steps.flatMap(step => step.effects).filter(({ what }) => what === 'entity')
    expect(told).toEqual([{ act: 'keep', what: 'entity', name: 'RewriteRule', count: 3, why: 'data-kept' }])
    expect((await apply(program, plan.id)).state).toBe('applied')
    expect(rules(sites[1]!)).toHaveLength(3)
    const again = await linkUp(program, sites[0]!.id, sites[1]!.id)
    expect(await sync(program, again)).toMatchObject({ counts: { create: 0, unchanged: 3 } })
  })

  it('keeps what was edited on the replica, and says so', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
    const { program, sites } = fleet
    const linkId = await linkUp(program, sites[0]!.id, sites[1]!.id)
    await sync(program, linkId)
    sites[1]!.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 99 }, where: { id: 2 } })
    const plan = await program.call('links.planDeregister', { linkId })
    const effects = plan.steps.flatMap(step => step.effects).filter(effect => effect.what === 'entity')
    expect(effects).toEqual([
      { act: 'remove', what: 'entity', name: 'RewriteRule', count: 2 },
      { act: 'keep', what: 'entity', name: 'RewriteRule', count: 1, why: 'edited-on-replica' }
    ])
    await apply(program, plan.id, 'Town')
    expect(rules(sites[1]!).map(row => row['order_no'])).toEqual([99])
  })

  it('undoes a deregistration: the link, the rights and the entities come back, under new ids', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
    const { program, sites } = fleet
    const linkId = await linkUp(program, sites[0]!.id, sites[1]!.id)
    await sync(program, linkId)
    const plan = await program.call('links.planDeregister', { linkId })
    await apply(program, plan.id, 'Town')
    expect(rules(sites[1]!)).toEqual([])
    const undo = await program.call('workflows.undo', { workflowId: plan.id })
    expect(undo.steps.flatMap(step => step.effects)).toContainEqual({
      act: 'create',
      what: 'entity',
      name: 'RewriteRule',
      count: 3,
      why: 'new-ids'
    })
    const undone = await apply(program, undo.id)
    expect(undone.failure).toBeNull()
    expect(rules(sites[1]!).map(ruleText)).toEqual(rules(sites[0]!).map(ruleText))
    expect(await sync(program, linkId)).toMatchObject({ state: 'done', counts: { unchanged: 3, create: 0 } })
  })

  it('undoes a set-up after a run as well, and says that what was replicated stays', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }])
    const { program, sites } = fleet
    const [primaryId, replicaId] = sites.map(({ id }) => id) as [string, string]
    const plan = await program.call('links.plan', { primaryId, replicaId, models: ['RewriteRule'] })
    await apply(program, plan.id)
    await sync(program, plan.linkId!)
    const undo = await program.call('workflows.undo', { workflowId: plan.id })
    expect(undo.steps.flatMap(step => step.effects)).toContainEqual({
      act: 'keep',
      what: 'entity',
      name: 'RewriteRule',
      count: 3,
      why: 'data-kept'
    })
    expect(await apply(program, undo.id)).toMatchObject({ state: 'applied', failure: null })
    expect(rules(sites[1]!)).toHaveLength(3)
    const again = await linkUp(program, primaryId, replicaId)
    expect(await sync(program, again)).toMatchObject({ counts: { create: 0, unchanged: 3 } })
  })

  it('undoes a set-up without a trace', async () => {
    fleet = await openFleet([{ name: 'Portal' }, { name: 'Town' }])
    const { program, sites } = fleet
    const before = sites.map(stateOf)
    const plan = await program.call('links.plan', {
      primaryId: sites[0]!.id,
      replicaId: sites[1]!.id,
      models: ['RewriteRule']
    })
    expect(sites.map(stateOf)).toEqual(before)
    await apply(program, plan.id)
    const undo = await program.call('workflows.undo', { workflowId: plan.id })
    expect((await apply(program, undo.id)).failure).toBeNull()
    expect(sites.map(stateOf)).toEqual(before)
  })
})
