import { describe, expect } from 'vitest'
import { runEnded } from '../../src-main/app/demo/await-end.ts'
import { linkUp } from '../support/fleet.ts'
import { bedFor, type Bed } from './bed.ts'
import { bothWaysToSync, rulesInStep, rulesToSync } from './beds.ts'
import { addRule, editRule, linkAnyway, removeRule } from './edits.ts'
import { extent, scenario } from './extent.ts'
import { isPush, spoil } from './spoil.ts'

const bothWays = bothWaysToSync()
const inStep = rulesInStep()
const toSync = rulesToSync()
const twoPrimaries = bedFor(
  [
    { name: 'Portal', rewriteRules: 12 },
    { name: 'Archive', rewriteRules: 9 },
    { name: 'Town', rewriteRules: 3 }
  ],
  async ({ program, sites: [portal, archive, town] }) => [
    await linkUp(program, portal!.id, town!.id),
    await linkAnyway(program, { primaryId: archive!.id, replicaId: town!.id })
  ]
)

const rounds = extent(1, 8)
const order = (site: Bed['primary'], id: number): unknown =>
  site.double.admin.rows('core_rewrite_rule').find(row => row['id'] === id)?.['order_no']

/** The same on both sides for the same text. */
const halfOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % 2

describe('two who write', () => {
  for (let round = 1; round <= rounds; round++) {
    scenario(`both ways, edits on both sides while a bad network is between (${round})`, async chance => {
      const bed = await bothWays()
      const [one, two] = [bed.primary, bed.replica]
      await bed.untilInStep()
      for (let edit = 0; edit < 12; edit++) {
        const [from, half] = chance.chance(0.5) ? [one, 0] : [two, 1]
        // Each side edits its own half: what both edit is a conflict, and another scenario. Halves by text, since ids are given as pushes arrive.
        const mine = from.double.admin
          .rows('core_rewrite_rule')
          .filter(row => halfOf(String(row['regular_expression'])) === half)
          .map(row => Number(row['id']))
        if (chance.chance(0.4)) addRule(from, `made-${edit}-${half}`)
        else editRule(from, chance.pick(mine), 2_000 + edit)
      }
      for (const kind of ['cut', 'lost-answer', 'truncate'] as const)
        for (const site of [one, two]) spoil(site, { kind }, chance, { share: 0.06, most: 2 })
      const runs = await bed.program.call('runs.start', { linkIds: [bed.linkId] })
      const ended = await Promise.all(runs.map(({ id }) => runEnded(bed.program, id)))
      for (const site of [one, two]) site.double.faults.clear()
      for (const run of ended) await bed.finish(run)
      await bed.untilInStep()
      await bed.expectAllIsWell()
      expect(one.double.admin.rows('core_rewrite_rule').length).toBe(
        two.double.admin.rows('core_rewrite_rule').length
      )
    })
  }

  scenario('both ways, one entity edited on both sides at once is held for a person', async chance => {
    const bed = await bothWays()
    await bed.untilInStep()
    const id = 1 + chance.below(14)
    const there = pairOf(bed, id)
    editRule(bed.primary, id, 3_001)
    editRule(bed.replica, there, 3_002)
    const runs = await bed.program.call('runs.start', { linkIds: [bed.linkId] })
    for (const run of runs) expect((await runEnded(bed.program, run.id)).counts.conflict).toBe(1)
    await bed.expectAllIsWell({ reported: 2 })
    const winner = chance.pick(['primary', 'replica'] as const)
    await bed.program.call('conflicts.resolve', { runId: runs[0]!.id, winner })
    await runEnded(bed.program, runs[0]!.id)
    await bed.untilInStep()
    const kept = winner === 'primary' ? 3_001 : 3_002
    expect([order(bed.primary, id), order(bed.replica, there)]).toEqual([kept, kept])
    await bed.expectAllIsWell()
  })

  scenario(
    'both ways, what an editor removes on one side goes from the other, and does not come back',
    async () => {
      const bed = await bothWays()
      await bed.untilInStep()
      // In the administration: Cloudrexx takes the mapping along.
      const there = pairOf(bed, 3)
      await bed.replica.double.admin.edit({ operation: 'delete', model: 'RewriteRule', id: there })
      await bed.untilInStep()
      expect(order(bed.primary, 3)).toBeUndefined()
      expect(order(bed.replica, there)).toBeUndefined()
      await bed.expectAllIsWell()
    }
  )

  scenario(
    'two primaries that are edited and run at once share a replica without touching each other',
    async chance => {
      const bed = await twoPrimaries()
      for (const site of bed.fleet.sites.slice(0, 2)) addRule(site, 'the-same-text-on-both')
      spoil(bed.fleet.sites[2]!, { kind: 'lost-answer' }, chance, { share: 0.1, most: 4, fits: isPush })
      const runs = await bed.program.call('runs.start', { linkIds: [...bed.linkIds] })
      const ended = await Promise.all(runs.map(({ id }) => runEnded(bed.program, id)))
      bed.fleet.sites[2]!.double.faults.clear()
      for (const run of ended) await bed.finish(run)
      await bed.untilInStep()
      await bed.expectAllIsWell()
    }
  )

  scenario('two creations of one entity at once are told, and neither is touched (F44)', async chance => {
    const bed = await toSync()
    const { double } = bed.replica
    let copied = false
    // The other one is at the site before the first request comes to its mapping, on a busy computer too.
    await (await fetch(double.url)).arrayBuffer()
    double.faults.latency(500)
    // Somebody else sends the same new entity under the same name, at the very same time.
    const match = (method: string, path: string): boolean => {
      if (copied || !isPush(method, path) || !/RewriteRule\/3\d\?/.test(path) || !chance.chance(0.5))
        return false
      copied = true
      const id = /RewriteRule\/(\d+)\?/.exec(path)![1]!
      const row = bed.primary.double.admin.rows('core_rewrite_rule').find(one => String(one['id']) === id)!
      const body = new URLSearchParams({
        id,
        regularExpression: String(row['regular_expression']),
        orderNo: String(row['order_no']),
        rewriteStatusCode: String(row['rewrite_status_code']),
        continueOnMatch: '0'
      })
      const headers = { Referrer: 'http://portal.example/cadmin/' }
      void fetch(double.url + path, { method: 'PUT', headers, body })
      return false
    }
    double.faults.add({ kind: 'cut', match, times: Infinity })
    const first = await bed.finish(await bed.run())
    expect(copied).toBe(true)
    double.faults.clear()
    double.faults.latency(0)
    expect(['done', 'partly']).toContain(first.state)
    double.log.clear()
    const second = await bed.run()
    expect(second).toMatchObject({ state: 'partly', counts: { conflict: 1 }, sent: 0 })
    await bed.expectAllIsWell({ reported: 1 })
  })

  for (const conflicts of ['primary-wins', 'replica-wins'] as const) {
    scenario(`the policy '${conflicts}' holds when answers are lost`, async chance => {
      const bed = await inStep()
      await bed.program.call('links.setPolicy', { linkId: bed.linkId, conflicts })
      for (const id of [4, 5, 6, 7]) editRule(bed.replica, id + 3, 800 + id)
      editRule(bed.primary, 4, 904)
      spoil(bed.replica, { kind: 'lost-answer' }, chance, { share: 0.7, most: 3, fits: isPush })
      const run = await bed.finish(await bed.run())
      bed.replica.double.faults.clear()
      expect(run).toMatchObject({ state: 'done', counts: { conflict: 0 } })
      const kept = [4, 5, 6, 7].map(id => order(bed.replica, id + 3))
      if (conflicts === 'replica-wins') expect(kept).toEqual([804, 805, 806, 807])
      else expect(kept).toEqual([904, ...[5, 6, 7].map(id => order(bed.primary, id))])
      // What a policy keeps different on the replica is no more than this: put back, all is as it was.
      if (conflicts === 'replica-wins')
        for (const id of [4, 5, 6, 7]) editRule(bed.replica, id + 3, Number(order(bed.primary, id)))
      await bed.expectAllIsWell()
    })
  }

  scenario('an entity that is kept different stays so through a bad network', async chance => {
    const bed = await inStep()
    await bed.program.call('exclusions.add', { linkId: bed.linkId, model: 'RewriteRule', foreignId: '2' })
    editRule(bed.replica, 5, 31)
    editRule(bed.primary, 2, 32)
    for (const id of [3, 4, 6, 8]) editRule(bed.primary, id, 100 + id)
    removeRule(bed.primary, 9)
    spoil(bed.replica, { kind: 'lost-answer' }, chance, { share: 0.6, most: 3, fits: isPush })
    await bed.finish(await bed.run())
    bed.replica.double.faults.clear()
    await bed.untilInStep()
    expect(order(bed.replica, 5)).toBe(31)
    await bed.expectAllIsWell()
  })
})

/** The replica's id of an entity of the primary. */
function pairOf(bed: Bed, id: number): number {
  const text = (row: Record<string, unknown>): unknown => row['regular_expression']
  const here = bed.primary.double.admin.rows('core_rewrite_rule').find(row => row['id'] === id)!
  const there = bed.replica.double.admin.rows('core_rewrite_rule').find(row => text(row) === text(here))!
  return Number(there['id'])
}
