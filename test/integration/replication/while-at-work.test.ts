import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import type { RunView } from '../../../src-main/contract/run-shapes.ts'
import { apply, openFleet, rules, stateOf, type TestFleet, type TestSite } from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

/** Long enough that a run is in its middle when something else begins. */
const latencyMs = 40

async function pair(): Promise<{ linkId: string; twinId: string; before: unknown[] }> {
  fleet = await openFleet([
    { name: 'Portal', rewriteRules: 40 },
    { name: 'Town', rewriteRules: 30 }
  ])
  const before = fleet.sites.map(stateOf)
  const [portal, town] = fleet.sites as [TestSite, TestSite]
  const plan = await fleet.program.call('links.plan', {
    primaryId: portal.id,
    replicaId: town.id,
    models: ['RewriteRule'],
    bothWays: true
  })
  expect((await apply(fleet.program, plan.id)).failure).toBeNull()
  const { twinId } = await fleet.program.call('links.show', { linkId: plan.linkId! })
  return { linkId: plan.linkId!, twinId: twinId!, before }
}

const syncRequests = ({ double }: TestSite): number =>
  double.log.requests.filter(({ face }) => face === 'sync').length

/** Starts a run, and gives it when it has begun to push to the site. */
async function inItsMiddle(linkId: string, replica: TestSite): Promise<RunView> {
  for (const { double } of fleet.sites) double.faults.latency(latencyMs)
  const sent = syncRequests(replica)
  const [run] = await fleet.program.call('runs.start', { linkIds: [linkId] })
  await expect.poll(() => syncRequests(replica), { interval: 5, timeout: 30_000 }).toBeGreaterThan(sent + 2)
  return run!
}

/** Whoever starts one, a person or a schedule, hears that the link does not run; nothing is sent. */
async function expectNoRun(linkId: string): Promise<void> {
  const answer = await fleet.program.invoke('runs.start', { linkIds: [linkId] })
  for (const { id } of answer.ok ? (answer.data as RunView[]) : [])
    expect(await runEnded(fleet.program, id)).toMatchObject({
      sent: 0,
      state: expect.stringMatching(/^(stopped|cancelled)$/)
    })
}

const removals = {
  'a deregistration': async (linkId: string) => fleet.program.call('links.planDeregister', { linkId }),
  'a purge': async () =>
    fleet.program.call('links.planPurge', { siteId: fleet.sites[1]!.id, flushReplicas: true })
}

describe.each(Object.entries(removals))('%s', (_name, plan) => {
  it('is not planned while a run of the link or of its twin is at work', async () => {
    const { linkId } = await pair()
    const run = await inItsMiddle(linkId, fleet.sites[1]!)
    const answer = await plan(linkId).catch((error: unknown) => error)
    expect(answer).toMatchObject({ code: 'link-busy' })
    await fleet.program.call('runs.cancel', { runId: run.id })
    await runEnded(fleet.program, run.id)
  })

  it('cancels a run that began after it was planned, lets none begin, and leaves both sites as they were', async () => {
    const { linkId, twinId, before } = await pair()
    const { program, sites } = fleet
    const { id, confirmation } = await plan(linkId)
    const run = await inItsMiddle(linkId, sites[1]!)
    const applying = apply(program, id, confirmation.expected ?? undefined)
    const ended = await runEnded(program, run.id)
    expect(ended.state).toBe('cancelled')
    await expectNoRun(linkId)
    // The plan was made before anything was replicated: it says so, or it has nothing to remove that it did not name.
    const first = await applying
    for (const { double } of sites) double.faults.latency(0)
    if (first.state !== 'applied') {
      expect(first.failure).toMatchObject({ code: 'plan-outdated' })
      const again = await plan(linkId)
      const gone = await apply(program, again.id, again.confirmation.expected ?? undefined)
      expect(gone).toMatchObject({ state: 'applied', failure: null })
    }
    expect(sites.map(stateOf)).toEqual(before)
    for (const one of [linkId, twinId])
      expect(await program.invoke('links.show', { linkId: one })).toMatchObject({ ok: false })
    expect(sites.map(site => rules(site).length)).toEqual([40, 30])
  })
})

describe('what was to happen by itself', () => {
  it('rests while a deregistration is at work, and goes with the link', async () => {
    const { linkId, twinId } = await pair()
    const { program, sites } = fleet
    for (const { id } of await program.call('runs.start', { linkIds: [linkId] })) await runEnded(program, id)
    const schedule = await program.call('schedules.add', { target: { linkId }, rhythm: { minutes: 15 } })
    const { id, confirmation } = await program.call('links.planDeregister', { linkId })
    for (const { double } of sites) double.faults.latency(latencyMs)
    const applying = apply(program, id, confirmation.expected ?? undefined)
    for (const one of [linkId, twinId])
      await expect
        .poll(async () => (await program.call('links.show', { linkId: one })).state, { interval: 5 })
        .toBe('removing')
    // A schedule starts runs by the same door: it is shut for both directions.
    for (const one of [linkId, twinId]) await expectNoRun(one)
    const leases = (): unknown[] =>
      sites.flatMap(({ double }) =>
        double.admin.rows('core_module_sync_host').filter(row => String(row['host']).includes('.lease.'))
      )
    expect(leases()).toHaveLength(2)
    for (const { double } of sites) double.faults.latency(0)
    expect((await applying).failure).toBeNull()
    expect(leases()).toEqual([])
    expect((await program.call('schedules.list', {})).map(one => one.id)).not.toContain(schedule.id)
  })
})
