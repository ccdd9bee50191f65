import { afterAll, describe, expect } from 'vitest'
import type { TestSite } from '../support/fleet.ts'
import { topic } from '../support/own-component.ts'
import { bedFor, type Bed } from './bed.ts'
import { extent, scenario } from './extent.ts'
import { killAt, Workers } from './kill.ts'
import { expectEachOnce, hang, linkTopics, pushes, put, table } from './topics.ts'

const count = 40

/** Each topic hangs on one that was made later, but for the last of all: chains of six, which only go out from their end. */
const topics = bedFor(
  [
    { name: 'Portal', places: 1 },
    { name: 'Town', places: 0 }
  ],
  async ({ program, sites }) => {
    const [portal, town] = [sites[0]!, sites[1]!]
    const ids = Array.from({ length: count }, (_, at) => put(portal, `Topic ${at}`))
    for (const [at, id] of ids.entries()) hang(portal, id, at % 6 === 5 ? ids.at(-1)! : (ids[at + 1] ?? null))
    put(town, 'Our own')
    return [await linkTopics(program, portal, town)]
  }
)

const workers = new Workers()
afterAll(() => workers.close())

/** Every topic as the titles from itself up to the root. */
function paths({ double }: TestSite): string[] {
  const rows = double.admin.rows(table)
  const pathOf = (id: unknown): string => {
    const row = rows.find(one => one['id'] === id)
    if (!row) return `? ${String(id)}`
    return `${String(row['title'])}${row['under_id'] === null ? '' : ` < ${pathOf(row['under_id'])}`}`
  }
  return rows.map(({ id }) => pathOf(id)).sort()
}

function expectSameTree(bed: Bed): void {
  const { primary, replica } = bed
  expect(paths(replica)).toEqual([...paths(primary), 'Our own'].sort())
  expectEachOnce(bed)
}

describe('entities that hang on others of their own model', () => {
  scenario('arrive in one run, each after the one that it hangs on and each sent once', async () => {
    const bed = await topics()

    expect(await bed.run()).toMatchObject({ state: 'done', counts: { create: count, blocked: 0, failed: 0 } })
    expectSameTree(bed)
    expect(pushes(bed.replica)).toHaveLength(count)
    expect(await bed.run()).toMatchObject({ state: 'done', sent: 0 })
    // One is hung on a new one, whose id is greater.
    const late = put(bed.primary, 'Late')
    const [first] = bed.primary.double.admin.rows(table)
    hang(bed.primary, Number(first!['id']), late)
    expect(await bed.run()).toMatchObject({ state: 'done', counts: { create: 1, update: 1, blocked: 0 } })
    expectSameTree(bed)
  })

  scenario('stay where the one that they hang on fails, and go out later', async () => {
    const bed = await topics()
    const [, second] = bed.primary.double.admin.rows(table).map(({ id }) => Number(id))
    hang(bed.primary, second!, null)
    const refused = { method: 'PUT', pathIncludes: `/guide-topic/${second}?` } as const
    bed.replica.double.faults.add({ kind: 'status', status: 400, match: refused, times: Infinity })
    expect(await bed.run()).toMatchObject({ state: 'partly', counts: { blocked: 1, failed: 1 } })
    bed.replica.double.faults.clear()
    expect(await bed.run()).toMatchObject({ state: 'done', counts: { create: 2, blocked: 0, failed: 0 } })
    expectSameTree(bed)
  })

  scenario('are not sent without it where the site stops telling what they hang on (F12)', async () => {
    const bed = await topics()
    const { admin } = bed.primary.double
    const where = { identifier: topic }
    const former = admin.rows('core_data_source').find(row => row['identifier'] === topic)!['options']!
    const pruned = 'a:2:{s:7:"recurse";s:1:"1";s:17:"skippedRecursions";a:1:{i:0;s:5:"under";}}'
    for (const options of ['a:0:{}', pruned]) {
      admin.sql({ update: 'core_data_source', set: { options }, where })
      expect(await bed.run()).toMatchObject({ state: 'stopped', reason: { code: 'run-stopped' } })
      expect(pushes(bed.replica)).toEqual([])
    }
    admin.sql({ update: 'core_data_source', set: { options: former }, where })
    await bed.untilInStep()
    expectSameTree(bed)
  })

  scenario('come back where the replica removed a branch, and hang on what is there now (F43)', async () => {
    const bed = await topics()
    const branch = put(bed.primary, 'Branch')
    const leaves = [put(bed.primary, 'Leaf'), put(bed.primary, 'Other leaf')]
    for (const id of leaves) hang(bed.primary, id, branch)
    // Whatever comes first by its id hangs on what comes later.
    const [early] = bed.primary.double.admin.rows(table).map(({ id }) => Number(id))
    hang(bed.primary, early!, branch)
    await bed.run()
    const titles = ['Branch', 'Leaf', 'Other leaf', 'Topic 0']
    for (const title of titles) bed.replica.double.admin.sql({ delete: table, where: { title } })
    expect(await bed.run()).toMatchObject({ state: 'done', counts: { create: titles.length, failed: 0 } })
    expectSameTree(bed)
    expect(await bed.run()).toMatchObject({ state: 'done', sent: 0 })
  })

  scenario('are removed from the last one made to the first', async () => {
    const bed = await topics()
    const branch = put(bed.primary, 'Branch')
    const leaf = put(bed.primary, 'Leaf')
    hang(bed.primary, leaf, branch)
    await bed.run()
    bed.replica.double.log.clear()
    for (const id of [branch, leaf]) bed.primary.double.admin.sql({ delete: table, where: { id } })
    expect(await bed.run()).toMatchObject({ state: 'done', counts: { delete: 2, failed: 0 } })
    expect(pushes(bed.replica)).toEqual([`DELETE ${leaf}`, `DELETE ${branch}`])
    expectSameTree(bed)
  })

  for (let number = 1; number <= extent(3, 40); number++)
    scenario(`survive a program that is killed, at point ${number}`, async chance => {
      const bed = await topics({ closed: true })
      const doubles = bed.fleet.sites.map(({ double }) => double)
      for (const { faults } of doubles) faults.latency(6)
      const { dataDirectory } = bed.fleet
      const point = { request: 8 + chance.below(count + 20), delayMs: chance.below(3) * 6 }
      await killAt(await workers.take({ dataDirectory, linkId: bed.linkId }), doubles, point)
      const program = await bed.fleet.reopen()
      for (const run of await program.call('runs.list', {}))
        expect((await bed.finish(run)).state).toBe('done')
      await bed.untilInStep()
      expectSameTree(bed)
    })
})
