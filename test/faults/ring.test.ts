import { afterAll, describe, expect } from 'vitest'
import { runEnded } from '../../src-main/app/demo/await-end.ts'
import { apply, type TestSite } from '../support/fleet.ts'
import { bedFor, type Bed } from './bed.ts'
import { extent, scenario } from './extent.ts'
import { killAt, Workers } from './kill.ts'
import { isPush, spoil } from './spoil.ts'
import { expectEachOnce, hang, knowTopics, linkTopics, pairs, pushes, put, table } from './topics.ts'

/** Who names whom, by place in a list: rings of two, of three and of one, what hangs on them, and one by itself. */
const under = [1, 0, 4, 2, 3, 5, 0, 6, 3, 5, null, 10]
const count = under.length
const rings = 3

/** The replica has topics of its own under ids that the primary gives as well. */
const topics = bedFor(
  [
    { name: 'Portal', places: 1 },
    { name: 'Town', places: 0 }
  ],
  async ({ program, sites }) => {
    const [portal, town] = [sites[0]!, sites[1]!]
    ring(portal, 'Topic', under)
    for (const title of ['Our own', 'Our other']) put(town, title)
    return [await linkTopics(program, portal, town)]
  }
)

const bothWays = bedFor(
  [
    { name: 'Portal', places: 1 },
    { name: 'Town', places: 0 }
  ],
  async ({ program, sites }) => {
    const [portal, town] = [sites[0]!, sites[1]!]
    ring(portal, 'Topic', under)
    ring(town, 'Here', [1, 0, 2])
    await knowTopics(program, portal)
    const wish = { primaryId: portal.id, replicaId: town.id, models: ['guide-topic'], bothWays: true }
    const plan = await program.call('links.plan', wish)
    expect((await apply(program, plan.id)).failure).toBeNull()
    return (await program.call('links.list', {})).map(({ id }) => id)
  }
)

const workers = new Workers()
afterAll(() => workers.close())

function ring(site: TestSite, title: string, names: readonly (number | null)[]): void {
  const ids = names.map((_, at) => put(site, `${title} ${at}`))
  for (const [at, of] of names.entries()) hang(site, ids[at]!, of === null ? null : ids[of]!)
}

function expectSame(bed: Bed): void {
  expect(pairs(bed.replica)).toEqual([...pairs(bed.primary), 'Our own < ', 'Our other < '].sort())
  expectEachOnce(bed)
}

const idsOf = ({ primary }: Bed): number[] => primary.double.admin.rows(table).map(({ id }) => Number(id))

describe('entities that name each other in a ring', () => {
  scenario('arrive in one run: one of each ring without the others at first, then with them', async () => {
    const bed = await topics()
    expect(await bed.run()).toMatchObject({
      state: 'done',
      sent: count,
      counts: { create: count, blocked: 0 }
    })
    expectSame(bed)
    expect(pushes(bed.replica)).toHaveLength(count + rings)
    expect(new Set(pushes(bed.replica)).size).toBe(count)
    const [run] = await bed.program.call('runs.list', {})
    const { items } = await bed.program.call('runs.items', { runId: run!.id })
    expect(items.filter(({ why }) => why === 'closes-a-ring')).toHaveLength(rings)
    expect(await bed.run()).toMatchObject({ state: 'done', sent: 0, counts: { unchanged: count } })
  })

  scenario('come back whole where the replica removed them (F43)', async () => {
    const bed = await topics()
    await bed.run()
    for (const at of [0, 1, 5]) {
      const where = { title: `Topic ${at}` }
      bed.replica.double.admin.sql({ delete: table, where })
    }
    // Whatever hung on them on the replica went along.
    for (const at of [6, 7, 9])
      bed.replica.double.admin.sql({ delete: table, where: { title: `Topic ${at}` } })
    expect(await bed.run()).toMatchObject({ state: 'done', counts: { create: 6, blocked: 0, failed: 0 } })
    expectSame(bed)
  })

  scenario('wait for one of them that fails, and are completed by the next run', async () => {
    const bed = await topics()
    const [first, second] = idsOf(bed)
    const refused = { method: 'PUT', pathIncludes: `/guide-topic/${second}?` } as const
    bed.replica.double.faults.add({ kind: 'status', status: 400, match: refused, times: Infinity })
    const run = await bed.run()
    expect(run).toMatchObject({ state: 'partly', counts: { create: count - 1, blocked: 1, failed: 1 } })
    const { items } = await bed.program.call('runs.items', { runId: run.id })
    expect(items.find(({ action }) => action === 'blocked')).toMatchObject({
      foreignId: String(first),
      why: `under ${second}`
    })
    // It is there in part, and nobody takes that for all of it.
    bed.replica.double.faults.clear()
    expect(await bed.run()).toMatchObject({ state: 'done', counts: { create: 1, update: 1, conflict: 0 } })
    expectSame(bed)
  })

  scenario('are blocked where the site wants the reference at once, and nothing else is', async () => {
    const bed = await topics()
    const type = 'Doctrine\\DBAL\\Exception\\NotNullConstraintViolationException'
    const message = `Exception of type "${type}" with message "Column 'under_id' cannot be null"`
    const body = JSON.stringify({ status: 'error', meta: {}, messages: { error: { 0: message } } })
    const openers = [0, 2, 5].map(at => `/guide-topic/${idsOf(bed)[at]}?`)
    bed.replica.double.faults.add({
      kind: 'status',
      status: 400,
      body,
      times: Infinity,
      match: (_method, path) => path.startsWith('/api/sync/') && openers.some(one => path.includes(one))
    })
    const run = await bed.run()
    const blocked = count - 2
    expect(run).toMatchObject({ state: 'partly', sent: 2, counts: { create: 2, blocked, failed: 0 } })
    const { items } = await bed.program.call('runs.items', { runId: run.id })
    const reasons = items.filter(({ action }) => action === 'blocked').map(({ why }) => why)
    expect(reasons.every(why => why?.startsWith('under ') === true)).toBe(true)
    expect(pairs(bed.replica)).toEqual(['Our other < ', 'Our own < ', 'Topic 10 < ', 'Topic 11 < Topic 10'])
  })

  scenario('are not overwritten where somebody edits one on the replica between its two parts', async () => {
    const bed = await topics()
    const [first, second] = idsOf(bed)
    const refused = { method: 'PUT', pathIncludes: `/guide-topic/${second}?` } as const
    const gone = bed.replica.double.faults.add({
      kind: 'status',
      status: 403,
      match: refused,
      times: Infinity
    })
    const run = await bed.run()
    expect(run).toMatchObject({ state: 'stopped', reason: { code: 'site-refused' } })
    gone.remove()
    const where = { title: 'Topic 0' }
    bed.replica.double.admin.sql({ update: table, set: { title: 'Edited here' }, where })
    const ended = await bed.finish(run)
    expect(ended).toMatchObject({ state: 'partly', counts: { conflict: 1, blocked: 0, failed: 0 } })
    const { items } = await bed.program.call('runs.items', { runId: run.id, actions: ['conflict'] })
    expect(items).toMatchObject([{ foreignId: String(first), why: 'edited-on-replica' }])
    expect(pairs(bed.replica)).toContain('Edited here < ')
    expect(pairs(bed.replica)).toContain('Topic 1 < Edited here')
  })

  for (let number = 1; number <= extent(5, 60); number++)
    scenario(`survive a program that is killed, at point ${number}`, async chance => {
      const bed = await topics({ closed: true })
      const doubles = bed.fleet.sites.map(({ double }) => double)
      for (const { faults } of doubles) faults.latency(6)
      const { dataDirectory } = bed.fleet
      const point = { request: 8 + chance.below(count + 30), delayMs: chance.below(3) * 6 }
      await killAt(await workers.take({ dataDirectory, linkId: bed.linkId }), doubles, point)
      const program = await bed.fleet.reopen()
      for (const run of await program.call('runs.list', {}))
        expect((await bed.finish(run)).state).toBe('done')
      expectSame(bed)
      await bed.untilInStep()
      expectSame(bed)
    })

  for (let round = 1; round <= extent(3, 30); round++)
    scenario(`arrive through a bad network (${round})`, async chance => {
      const bed = await topics()
      const kind = chance.pick(['lost-answer', 'cut', 'html'] as const)
      spoil(bed.replica, { kind }, chance, { share: 0.3, most: 5, fits: isPush })
      const run = await bed.run()
      bed.replica.double.faults.clear()
      await bed.finish(run)
      await bed.untilInStep()
      expectSame(bed)
    })

  scenario('go both ways without a second one on either side, also when answers are lost', async chance => {
    const bed = await bothWays()
    for (const site of [bed.primary, bed.replica])
      spoil(site, { kind: 'lost-answer' }, chance, { share: 0.3, most: 3, fits: isPush })
    const runs = await bed.program.call('runs.start', { linkIds: [...bed.linkIds] })
    for (const run of runs) await bed.finish(await runEnded(bed.program, run.id))
    for (const { double } of bed.fleet.sites) double.faults.clear()
    await bed.untilInStep()
    const all = [...pairs(bed.primary)]
    expect(all).toEqual(pairs(bed.replica))
    expect(all.filter(pair => pair.includes('Topic'))).toHaveLength(count)
    expect(all.filter(pair => pair.includes('Here'))).toEqual([
      'Here 0 < Here 1',
      'Here 1 < Here 0',
      'Here 2 < Here 2'
    ])
    for (const { double } of bed.fleet.sites) expect(double.log.maxParallelPerEntity).toBe(1)
  })
})
