import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import { apply, linkUp, openFleet, rules, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

async function inStep(rewriteRules: number): Promise<{ linkId: string; portal: TestSite; town: TestSite }> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules }, { name: 'Town' }])
  const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  const linkId = await linkUp(fleet.program, portal.id, town.id)
  expect((await sync(fleet.program, linkId)).state).toBe('done')
  return { linkId, portal, town }
}

const sql = ({ double }: TestSite): TestSite['double']['admin']['sql'] => double.admin.sql

/** A value that this site can hold, whatever another one can. */
function giveRule({ double }: TestSite, id: number, expression: string): void {
  const snapshot = structuredClone(double.snapshot())
  snapshot.tables['core_rewrite_rule']!.rows.find(row => row['id'] === id)!['regular_expression'] = expression
  double.restore(snapshot)
}

describe('what a run never does', () => {
  it('does not overwrite an edit on the replica without a word', async () => {
    const { linkId, portal, town } = await inStep(5)
    sql(town)({ update: 'core_rewrite_rule', set: { order_no: 41 }, where: { id: 1 } })
    sql(town)({ update: 'core_rewrite_rule', set: { order_no: 42 }, where: { id: 2 } })
    sql(portal)({ update: 'core_rewrite_rule', set: { order_no: 43 }, where: { id: 2 } })
    const run = await sync(fleet.program, linkId)
    expect(run).toMatchObject({ state: 'partly', counts: { conflict: 2, update: 0, unchanged: 3 } })
    const { items } = await fleet.program.call('runs.items', { runId: run.id })
    expect(items.map(item => item.why)).toEqual(['edited-on-replica', 'edited-on-both'])
    expect(
      rules(town)
        .slice(0, 2)
        .map(row => row['order_no'])
    ).toEqual([41, 42])
  })

  it('stops before a mass removal, sends nothing, and goes on when a person agrees', async () => {
    const { linkId, portal, town } = await inStep(30)
    for (let id = 1; id <= 12; id++) sql(portal)({ delete: 'core_rewrite_rule', where: { id } })
    const run = await sync(fleet.program, linkId)
    expect(run).toMatchObject({ state: 'waiting', reason: { code: 'removals-need-confirmation' }, sent: 0 })
    expect(rules(town)).toHaveLength(30)
    expect(await sync(fleet.program, linkId, { allowRemovals: 11 })).toMatchObject({ state: 'waiting' })
    expect(await sync(fleet.program, linkId, { allowRemovals: 12 })).toMatchObject({
      state: 'done',
      counts: { delete: 12 }
    })
    expect(rules(town)).toHaveLength(18)
  })

  it('never reads an empty answer as nothing there', async () => {
    const { linkId, portal, town } = await inStep(4)
    portal.double.faults.add({
      kind: 'empty',
      match: (method, path) => method === 'GET' && path.includes('/RewriteRule?'),
      times: Infinity
    })
    const run = await sync(fleet.program, linkId)
    expect(run.state).toBe('waiting')
    const allowed = await sync(fleet.program, linkId, { allowRemovals: 100 })
    // Even with the removals allowed each one is asked for by its id first, and found.
    expect(allowed.counts.delete).toBe(4)
    expect(allowed.sent).toBe(0)
    expect(rules(town)).toHaveLength(4)
  })

  it('does not take a list that ends early for its end', async () => {
    const { linkId, portal, town } = await inStep(20)
    portal.double.faults.add({ kind: 'short-page', match: { method: 'GET', pathIncludes: '/RewriteRule?' } })
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { unchanged: 20, delete: 0 }
    })
    expect(rules(town)).toHaveLength(20)
  })

  it('sends no copy when the answer to a creation is lost', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 8 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    town.double.faults.add({ kind: 'lost-answer', match: { method: 'PUT', nth: 3 } })
    let run = await sync(fleet.program, linkId)
    for (let again = 0; again < 3 && run.state !== 'done'; again++) {
      const resumed = await fleet.program.call('runs.resume', { runId: run.id })
      expect(resumed.state).toBe('pushing')
      await new Promise(resolve => setTimeout(resolve, 1500))
      run = await fleet.program.call('runs.show', { runId: run.id })
    }
    expect(run.state).toBe('done')
    expect(rules(town)).toHaveLength(8)
    expect(
      town.double.admin
        .rows('core_module_sync_id_mapping')
        .filter(row => row['foreign_host'] === 'portal.example')
    ).toHaveLength(8)
  })

  it('stops where the site goes away, and a resume finishes with nothing sent twice', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 40 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    town.double.faults.add({ kind: 'status', status: 403, match: { method: 'PUT', nth: 11 }, times: 5 })
    const run = await sync(fleet.program, linkId)
    expect(run).toMatchObject({ state: 'stopped', reason: { code: 'site-refused' } })
    town.double.faults.clear()
    const confirmed = run.sent
    expect(confirmed).toBeGreaterThan(0)
    town.double.log.clear()
    await fleet.program.call('runs.resume', { runId: run.id })
    expect((await runEnded(fleet.program, run.id)).state).toBe('done')
    expect(town.double.log.requests.filter(({ method }) => method === 'PUT')).toHaveLength(40 - confirmed)
    expect(rules(town)).toHaveLength(40)
  })

  it('does not send what the site cannot store again and again, and names it (F37)', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 2 }, { name: 'Town' }])
    const [portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
    giveRule(portal, 1, '/^smile-😀$/')
    const linkId = await linkUp(fleet.program, portal.id, town.id)
    const run = await sync(fleet.program, linkId)
    expect(run).toMatchObject({ state: 'done', counts: { create: 2 } })
    const { items } = await fleet.program.call('runs.items', { runId: run.id })
    expect(items[0]).toMatchObject({
      why: 'stored-differently',
      differences: [{ field: 'regularExpression', primary: '/^smile-😀$/', replica: '/^smile-????$/' }]
    })
    town.double.log.clear()
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { unchanged: 2 },
      sent: 0
    })
    expect(town.double.log.requests.filter(({ method }) => method === 'PUT')).toEqual([])
    giveRule(portal, 1, '/^plain$/')
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { update: 1 } })
    expect(rules(town)[0]!['regular_expression']).toBe('/^plain$/')
  })

  it('runs a link once at a time', async () => {
    const { linkId } = await inStep(3)
    fleet.sites[1]!.double.faults.latency(100)
    const [run] = await fleet.program.call('runs.start', { linkIds: [linkId] })
    const second = await fleet.program.invoke('runs.start', { linkIds: [linkId] })
    expect(second).toMatchObject({ ok: false, error: { code: 'link-busy' } })
    expect((await runEnded(fleet.program, run!.id)).state).toBe('done')
  })

  it('refuses another site behind the same address', async () => {
    const { linkId, town } = await inStep(3)
    const marker = town.double.admin
      .rows('core_module_sync_id_mapping')
      .find(row => row['foreign_host'] === 'rexxfleet.invalid')!
    sql(town)({ delete: 'core_module_sync_id_mapping', where: { id: marker['id']! } })
    const run = await sync(fleet.program, linkId)
    expect(run).toMatchObject({ state: 'stopped', reason: { code: 'site-marker-differs' } })
  })

  it('confirms once before it overwrites what was never agreed', async () => {
    const { linkId, town, portal } = await inStep(3)
    const plan = await fleet.program.call('links.planDeregister', { linkId, keepData: true })
    await apply(fleet.program, plan.id)
    sql(town)({ update: 'core_rewrite_rule', set: { order_no: 55 }, where: { id: 1 } })
    const again = await linkUp(fleet.program, portal.id, town.id)
    const run = await sync(fleet.program, again)
    expect(run).toMatchObject({
      state: 'waiting',
      reason: { code: 'needs-confirmation' },
      counts: { update: 1 }
    })
    expect(rules(town)[0]!['order_no']).toBe(55)
    await fleet.program.call('runs.confirm', { runId: run.id })
    expect((await runEnded(fleet.program, run.id)).state).toBe('done')
    expect(rules(town)[0]!['order_no']).not.toBe(55)
  })
})
