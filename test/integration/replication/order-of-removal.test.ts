import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../src-main/app/identity.ts'
import type { Clock } from '../../../src-main/core/shared/ports.ts'
import type { LoggedRequest, Row } from '../../../src-main/demo/site-double.ts'
import { apply, openFleet, stateOf, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

/** A clock whose sleeps pass at once, for the computer as for whoever waits. */
function passing(): Clock {
  let ahead = 0
  return {
    now: () => systemClock.now() + ahead,
    steady: () => systemClock.steady() + ahead,
    // A lease is renewed in its own time.
    async sleep(milliseconds, signal) {
      if (milliseconds > 5_000) return systemClock.sleep(milliseconds, signal)
      await systemClock.sleep(1, signal)
      ahead += milliseconds
    }
  }
}

async function linked(clock?: Clock): Promise<{ portal: TestSite; linkId: string; before: unknown }> {
  const sites = [{ name: 'Portal', rewriteRules: 3 }, { name: 'Town' }]
  fleet = await openFleet(sites, undefined, clock ? { clock } : {})
  const before = fleet.sites.map(stateOf)
  const [portal, town] = fleet.sites as [TestSite, TestSite]
  const plan = await fleet.program.call('links.plan', {
    primaryId: portal.id,
    replicaId: town.id,
    models: ['RewriteRule'],
    delivery: 'queue'
  })
  expect(await apply(fleet.program, plan.id)).toMatchObject({ state: 'applied' })
  await sync(fleet.program, plan.linkId!)
  const { admin } = portal.double
  await admin.edit({ operation: 'update', model: 'RewriteRule', id: 1, fields: { orderNo: 70 } })
  expect(admin.rows('core_module_sync_change')).not.toEqual([])
  return { portal, linkId: plan.linkId!, before }
}

const host = ({ double }: TestSite): Row => double.admin.rows('core_module_sync_host')[0]!
/** Sets the receiver as Cloudrexx's own push does. */
const setState = ({ double }: TestSite, state: number): unknown =>
  double.admin.sql({
    update: 'core_module_sync_host',
    set: { state },
    where: { id: host({ double } as TestSite)['id']! }
  })

const writes = ({ double }: TestSite): LoggedRequest[] =>
  double.log.requests.filter(({ method }) => !['GET', 'OPTIONS'].includes(method))

describe('taking a receiver off its primary', () => {
  it('goes by pending changes, host entities, host and Sync row, in this order (F33, F41)', async () => {
    const { portal, linkId, before } = await linked()
    const plan = await fleet.program.call('links.planDeregister', { linkId })
    portal.double.log.clear()
    expect((await apply(fleet.program, plan.id, 'Town')).failure).toBeNull()
    const removed = writes(portal)
      .filter(({ method, path }) => method === 'DELETE' && !path.includes('lease'))
      .map(({ endpoint }) => endpoint)
    const [changes, entities, hosts, syncs] = [
      'rexxfleet-change',
      'rexxfleet-hostentity',
      'rexxfleet-host',
      'rexxfleet-sync'
    ].map(endpoint => ({ first: removed.indexOf(endpoint), last: removed.lastIndexOf(endpoint) }))
    expect(changes!.first).toBeGreaterThanOrEqual(0)
    expect(changes!.last).toBeLessThan(entities!.first)
    expect(entities!.last).toBeLessThan(hosts!.first)
    expect(hosts!.last).toBeLessThan(syncs!.first)
    const [after] = fleet.sites.map(stateOf)
    // The edit is the editor's own.
    const { core_rewrite_rule: _rules, ...rest } = after!
    const { core_rewrite_rule: _former, ...former } = (before as Record<string, unknown>[])[0]!
    expect(rest).toEqual(former)
  })

  it('waits for a push that is at work, then stops the receiver, and never switches it off (F42)', async () => {
    const { portal, linkId } = await linked()
    setState(portal, 1)
    const plan = await fleet.program.call('links.planDeregister', { linkId })
    portal.double.log.clear()
    const applying = apply(fleet.program, plan.id, 'Town')
    const looks = (): number =>
      portal.double.log.requests.filter(({ endpoint }) => endpoint === 'rexxfleet-host').length
    await expect.poll(looks).toBeGreaterThan(2)
    expect(writes(portal)).toEqual([])
    expect(host(portal)).toMatchObject({ state: 1, active: 1 })
    setState(portal, 0)
    expect((await applying).failure).toBeNull()
    const log = await fleet.program.call('activity.list', { limit: 1_000 })
    const onHost = log.filter(
      ({ siteId, actor, request }) =>
        siteId === portal.id && actor.id === plan.id && request.path.includes('rexxfleet-host/')
    )
    // The newest first.
    expect(onHost.map(({ request: { method, body } }) => [method, body]).reverse()).toEqual([
      ['PUT', 'state=2'],
      ['DELETE', null]
    ])
  })

  it('gives up after a minute with nothing taken apart, and is resumed when the lock is gone', async () => {
    const { portal, linkId } = await linked(passing())
    setState(portal, 1)
    const plan = await fleet.program.call('links.planDeregister', { linkId })
    const stuck = await apply(fleet.program, plan.id, 'Town')
    expect(stuck).toMatchObject({ state: 'failed', failure: { code: 'step-failed' } })
    expect(host(portal)).toMatchObject({ state: 1, active: 1 })
    expect(portal.double.admin.rows('core_module_sync_host_entity')).not.toEqual([])
    setState(portal, 2)
    await fleet.program.call('workflows.resume', { workflowId: plan.id })
    await expect
      .poll(async () => (await fleet.program.call('workflows.show', { workflowId: plan.id })).state, {
        timeout: 60_000
      })
      .toBe('applied')
    expect(portal.double.admin.rows('core_module_sync_host')).toEqual([])
  })
})
