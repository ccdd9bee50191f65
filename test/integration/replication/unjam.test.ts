/** A live link whose push has failed: its host is stopped, and nothing of its queue goes out any more (F24, F28). */
import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import type { RunView } from '../../../src-main/contract/run-shapes.ts'
import type { Row } from '../../../src-main/demo/site-double.ts'
import { openFleet, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'

let fleet: TestFleet
let portal: TestSite
let links: string[]
afterEach(() => fleet.close())

const categories = (site: TestSite): Row[] => site.double.admin.rows('module_calendar_category')
const waiting = (): number => portal.double.admin.rows('core_module_sync_change').length
const states = (): unknown[] => portal.double.admin.rows('core_module_sync_host').map(row => row['state'])
/** The position of the replicas' counterparts, in the order of the primary's ids. */
const positions = (site: TestSite, count: number): unknown[] =>
  categories(site)
    .slice(-count)
    .map(row => row['pos'])
const edit = (id: number, pos: number): Promise<unknown> =>
  portal.double.admin.edit({ operation: 'update', model: 'Category', id, fields: { pos } })

/** Live links for categories, seeded. */
async function live(...names: string[]): Promise<TestSite[]> {
  fleet = await openFleet([{ name: 'Portal', events: 3 }, ...names.map(name => ({ name }))])
  const [first, ...replicas] = fleet.sites
  portal = first!
  links = []
  for (const replica of replicas) {
    const plan = await fleet.program.call('links.plan', {
      primaryId: portal.id,
      replicaId: replica.id,
      models: ['calendar-category'],
      delivery: 'live'
    })
    const asks = (plan.notices ?? []).filter(({ severity }) => severity === 'ask').map(({ kind }) => kind)
    await fleet.program.call('workflows.apply', { workflowId: plan.id, acknowledge: asks })
    const state = async (): Promise<string> =>
      (await fleet.program.call('workflows.show', { workflowId: plan.id })).state
    await expect.poll(state, { timeout: 20_000 }).toBe('applied')
    links.push(plan.linkId!)
    expect(await sync(fleet.program, plan.linkId!)).toMatchObject({ state: 'done' })
  }
  expect(states()).toEqual(names.map(() => 0))
  return replicas
}

/** An edit whose push a replica refuses. */
async function jam(replica: TestSite, id: number, pos: number): Promise<void> {
  const refusal = replica.double.faults.add({
    kind: 'status',
    status: 400,
    match: { method: 'PUT' },
    times: Infinity
  })
  await edit(id, pos)
  const report = await portal.double.admin.push()
  expect(report.disabledHosts).toHaveLength(1)
  refusal.remove()
}

async function deliver(linkId: string): Promise<RunView> {
  const [run] = await fleet.program.call('queue.deliver', { linkId })
  return runEnded(fleet.program, run!.id)
}

describe('a live link that is jammed', () => {
  it('gets the current state, loses what waited only when it has arrived, and is pushed again', async () => {
    const [town] = await live('Town')
    const count = categories(portal).length
    const id = Number(categories(portal)[0]!['id'])
    await jam(town!, id, 71)
    // Edited once more while the queue is stuck: the queue holds the old contents as well.
    await edit(id, 72)
    expect((await portal.double.admin.push()).sent).toEqual([])
    expect(states()).toEqual([2])
    const before = waiting()
    expect(before).toBeGreaterThan(1)
    expect(await fleet.program.call('queue.show', { linkId: links[0]! })).toMatchObject([
      { jammed: true, waiting: before, receiver: { active: true, state: 'stopped' } }
    ])

    // Not confirmed: nothing is taken out, and Cloudrexx does not push what would fail again.
    const refusal = town!.double.faults.add({
      kind: 'status',
      status: 400,
      match: { method: 'PUT' },
      times: Infinity
    })
    expect(await deliver(links[0]!)).toMatchObject({ state: 'partly', counts: { failed: 1 } })
    // What hangs on it and did not change is settled; the category itself is not.
    expect(waiting()).toBeGreaterThan(0)
    expect(waiting()).toBeLessThanOrEqual(before)
    expect(states()).toEqual([2])
    refusal.remove()

    town!.double.log.clear()
    expect(await deliver(links[0]!)).toMatchObject({ state: 'done', sent: 1 })
    expect(positions(town!, count)[0]).toBe(72)
    expect([waiting(), states()]).toEqual([0, [0]])
    expect(await fleet.program.call('queue.show', { linkId: links[0]! })).toMatchObject([
      { jammed: false, waiting: 0, receiver: { state: 'idle' } }
    ])

    await edit(id, 73)
    const report = await portal.double.admin.push()
    expect(report.sent.length).toBeGreaterThan(0)
    expect(report.sent.every(({ status }) => status === 200)).toBe(true)
    expect(positions(town!, count)[0]).toBe(73)
    expect([waiting(), states()]).toEqual([0, [0]])
  })

  it('brings a deletion over, which the queue cannot name (F31)', async () => {
    const [town] = await live('Town')
    const [first] = categories(portal).map(row => Number(row['id']))
    await portal.double.admin.edit({
      operation: 'create',
      model: 'Category',
      fields: { pos: 9, status: true }
    })
    expect(await deliver(links[0]!)).toMatchObject({ state: 'done', counts: { create: 1 } })
    await jam(town!, first!, 71)
    const there = categories(town!).length
    const made = Math.max(...categories(portal).map(row => Number(row['id'])))
    await portal.double.admin.edit({ operation: 'delete', model: 'Category', id: made })
    expect(await deliver(links[0]!)).toMatchObject({ state: 'done', counts: { update: 1, delete: 1 } })
    expect(categories(town!)).toHaveLength(there - 1)
    expect([waiting(), states()]).toEqual([0, [0]])
  })

  it('keeps a change for the other replica for which it waits, and is sent nothing stale meanwhile', async () => {
    const [town, village] = await live('Town', 'Village')
    const count = categories(portal).length
    const id = Number(categories(portal)[0]!['id'])
    for (const site of [town!, village!])
      site.double.faults.add({ kind: 'status', status: 400, match: { method: 'PUT' }, times: Infinity })
    await edit(id, 71)
    // A refused change ends the round for all hosts: the next page request begins another one.
    await portal.double.admin.push()
    await portal.double.admin.push()
    expect(states()).toEqual([2, 2])
    for (const site of [town!, village!]) site.double.faults.clear()

    expect(await deliver(links[0]!)).toMatchObject({ state: 'done', sent: 1 })
    expect(positions(town!, count)[0]).toBe(71)
    expect(waiting()).toBeGreaterThan(0)
    town!.double.log.clear()
    expect((await portal.double.admin.push()).sent).toEqual([])
    expect(states()).toEqual([2, 2])

    expect(await deliver(links[1]!)).toMatchObject({ state: 'done', sent: 1 })
    expect(positions(village!, count)[0]).toBe(71)
    // The last to get it lets the other go as well: nothing waits for either.
    expect([waiting(), states()]).toEqual([0, [0, 0]])
    expect(await deliver(links[0]!)).toMatchObject({ state: 'done', sent: 0 })
    expect(town!.double.log.requests.filter(({ method }) => method === 'PUT')).toEqual([])
  })

  it('is put back as it was where a run ends before it has sent anything', async () => {
    const [town] = await live('Town')
    const seen: unknown[] = []
    const refusal = town!.double.faults.add({
      kind: 'status',
      status: 403,
      times: Infinity,
      match: (_method, path) => path.includes('/calendar-category') && seen.push(states()) > 0
    })
    expect((await sync(fleet.program, links[0]!)).state).toBe('stopped')
    // It was paused while the run looked.
    expect(seen[0]).toEqual([2])
    expect(states()).toEqual([0])
    refusal.remove()
    await jam(town!, Number(categories(portal)[0]!['id']), 71)
    town!.double.faults.add({ ...{ kind: 'status', status: 403, times: Infinity }, match: { method: 'GET' } })
    expect((await sync(fleet.program, links[0]!)).state).toBe('stopped')
    // One that was jammed before stays so: what waits would fail again.
    expect(states()).toEqual([2])
  })

  it('waits for a push that began between the look and the pause, which ends by writing state 0 (F42)', async () => {
    const [town] = await live('Town')
    const [first, second] = categories(portal).map(row => Number(row['id']))
    await edit(first!, 71)
    portal.double.admin.sql({ update: 'module_calendar_category', set: { pos: 72 }, where: { id: second! } })
    let push: 'none' | 'at work' | 'over' = 'none'
    const pushing = async (): Promise<void> => {
      push = 'at work'
      await portal.double.admin.push()
      push = 'over'
    }
    portal.double.faults.add({
      kind: 'slow',
      ms: 1,
      times: 1,
      // Right before the write of state 2 is carried out, a visitor's request begins a push.
      match(method, path) {
        if (method !== 'PUT' || !path.includes('/rexxfleet-host/') || push !== 'none') return false
        void pushing()
        return true
      }
    })
    const seen: unknown[] = []
    town!.double.faults.add({
      kind: 'slow',
      ms: 300,
      times: Infinity,
      match(_method, path) {
        if (path.includes(`/calendar-category/${second}?`)) seen.push([push, states()])
        return path.startsWith('/api/sync/') && push === 'at work'
      }
    })
    expect(await deliver(links[0]!)).toMatchObject({ state: 'done' })
    expect(seen).toEqual([['over', [2]]])
    expect(positions(town!, categories(portal).length).slice(0, 2)).toEqual([71, 72])
    expect([waiting(), states()]).toEqual([0, [0]])
  })
})
