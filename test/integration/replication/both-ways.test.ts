import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import {
  apply,
  linkUp,
  openFleet,
  rules,
  ruleText,
  stateOf,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

async function linkBothWays(program: Program, one: TestSite, other: TestSite): Promise<string> {
  const plan = await program.call('links.plan', {
    primaryId: one.id,
    replicaId: other.id,
    models: ['RewriteRule'],
    bothWays: true
  })
  const applied = await apply(program, plan.id)
  expect(applied.failure).toBeNull()
  return plan.linkId!
}

async function syncPair(program: Program, linkId: string): Promise<string[]> {
  const runs = await program.call('runs.start', { linkIds: [linkId] })
  const ended = await Promise.all(runs.map(run => runEnded(program, run.id)))
  return ended.map(run => run.state)
}

const sorted = (site: TestSite): string[] => rules(site).map(ruleText).sort()

let serial = 0
function add(site: TestSite, text: string): void {
  site.double.admin.sql({
    insert: 'core_rewrite_rule',
    row: {
      regular_expression: `/^${text}$/`,
      order_no: ++serial,
      rewrite_status_code: '301',
      continue_on_match: 0
    }
  })
}

describe('a link both ways', () => {
  it('makes no duplicate on either side over ten rounds of edits on both', async () => {
    fleet = await openFleet([
      { name: 'One', rewriteRules: 6 },
      { name: 'Two', rewriteRules: 4 }
    ])
    const { program, sites } = fleet
    const [one, two] = [sites[0]!, sites[1]!]
    const linkId = await linkBothWays(program, one, two)
    for (let round = 0; round < 10; round++) {
      add(one, `one-${round}`)
      add(two, `two-${round}`)
      const here = rules(one)
      const there = rules(two)
      one.double.admin.sql({
        update: 'core_rewrite_rule',
        set: { order_no: 1000 + round },
        where: { id: here[round % 4]!['id']! }
      })
      two.double.admin.sql({
        update: 'core_rewrite_rule',
        set: { order_no: 2000 + round },
        where: { id: there[there.length - 1 - (round % 3)]!['id']! }
      })
      if (round === 5) one.double.admin.sql({ delete: 'core_rewrite_rule', where: { id: here[5]!['id']! } })
      if (round === 7) two.double.admin.sql({ delete: 'core_rewrite_rule', where: { id: there[6]!['id']! } })
      expect(await syncPair(program, linkId)).toEqual(['done', 'done'])
      // What the second direction brought home is settled by one more look.
      expect(await syncPair(program, linkId)).toEqual(['done', 'done'])
      expect(sorted(two), `round ${round}`).toEqual(sorted(one))
      expect(new Set(sorted(one)).size, `round ${round}`).toBe(sorted(one).length)
    }
    expect(rules(one)).toHaveLength(6 + 4 + 20 - 2)
  })

  it('does not double when the program ends between a creation and its mapping back', async () => {
    fleet = await openFleet([{ name: 'One', rewriteRules: 3 }, { name: 'Two' }])
    const { program, sites } = fleet
    const [one, two] = [sites[0]!, sites[1]!]
    const linkId = await linkBothWays(program, one, two)
    one.double.faults.add({
      kind: 'status',
      status: 403,
      match: { method: 'POST', pathIncludes: 'rexxfleet-idmapping' },
      times: 3
    })
    await syncPair(program, linkId)
    one.double.faults.clear()
    for (let again = 0; again < 3; again++) await syncPair(program, linkId)
    expect(sorted(one)).toHaveLength(3)
    expect(sorted(two)).toEqual(sorted(one))
  })

  it('holds an entity that was edited on both sides, and one that was edited here and deleted there', async () => {
    fleet = await openFleet([{ name: 'One', rewriteRules: 5 }, { name: 'Two' }])
    const { program, sites } = fleet
    const [one, two] = [sites[0]!, sites[1]!]
    const linkId = await linkBothWays(program, one, two)
    await syncPair(program, linkId)
    for (const [site, order] of [
      [one, 31],
      [two, 32]
    ] as const) {
      site.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: order }, where: { id: 1 } })
    }
    one.double.admin.sql({ update: 'core_rewrite_rule', set: { order_no: 33 }, where: { id: 2 } })
    two.double.admin.sql({ delete: 'core_rewrite_rule', where: { id: 2 } })
    expect(await syncPair(program, linkId)).toEqual(['partly', 'partly'])
    expect(rules(one)[0]!['order_no']).toBe(31)
    expect(rules(two)[0]!['order_no']).toBe(32)
    expect(rules(one)).toHaveLength(5)
  })

  it('leaves all originals on both sites when it is deregistered, also where nothing is remembered of their making', async () => {
    fleet = await openFleet([
      { name: 'One', rewriteRules: 4 },
      { name: 'Two', rewriteRules: 3 }
    ])
    const { program, sites } = fleet
    const [one, two] = [sites[0]!, sites[1]!]
    const before = sites.map(stateOf)
    const linkId = await linkBothWays(program, one, two)
    await syncPair(program, linkId)
    expect(sorted(one)).toHaveLength(7)
    const plan = await program.call('links.planDeregister', { linkId })
    const gone = await apply(program, plan.id, plan.confirmation.expected ?? undefined)
    expect(gone.failure).toBeNull()
    expect(sites.map(stateOf)).toEqual(before)
    expect(await program.call('links.list', {})).toEqual([])

    // Once more, and this time Rexxfleet forgets: kept with its data, adopted again, purged.
    const again = await linkBothWays(program, one, two)
    await syncPair(program, again)
    const kept = await program.call('links.planDeregister', { linkId: again, keepData: true })
    await apply(program, kept.id)
    const third = await linkBothWays(program, one, two)
    const purge = await program.call('links.planDeregister', { linkId: third })
    const purged = await apply(program, purge.id, purge.confirmation.expected ?? undefined)
    expect(purged.failure).toBeNull()
    for (const [at, site] of sites.entries()) {
      const originals = before[at]!['core_rewrite_rule']!.map(ruleText)
      expect(sorted(site)).toEqual(expect.arrayContaining(originals))
    }
  })

  it('is made by dragging back where one direction is there already', async () => {
    fleet = await openFleet([
      { name: 'One', rewriteRules: 2 },
      { name: 'Two', rewriteRules: 1 }
    ])
    const { program, sites } = fleet
    const [one, two] = [sites[0]!, sites[1]!]
    const first = await linkUp(program, one.id, two.id)
    await syncPair(program, first)
    const second = await linkUp(program, two.id, one.id)
    expect((await program.call('links.show', { linkId: first })).twinId).toBe(second)
    await syncPair(program, first)
    await syncPair(program, first)
    expect(sorted(one)).toHaveLength(3)
    expect(sorted(two)).toEqual(sorted(one))
  })
})
