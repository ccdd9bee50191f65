import { afterEach, describe, expect, it } from 'vitest'
import { runEnded, workflowEnded } from '../../../src-main/app/demo/await-end.ts'
import type { CallInput } from '../../../src-main/contract/calls.ts'
import type { Program } from '../../../src-main/contract/door.ts'
import type { Row } from '../../../src-main/demo/site-double.ts'
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

async function linkBothWays(
  program: Program,
  one: TestSite,
  other: TestSite,
  wish: Pick<CallInput<'links.plan'>, 'delivery'> & { readonly models?: string[] } = {}
): Promise<string> {
  const plan = await program.call('links.plan', {
    primaryId: one.id,
    replicaId: other.id,
    models: ['RewriteRule'],
    bothWays: true,
    ...wish
  })
  const { acknowledge } = plan.confirmation
  const ended = workflowEnded(program, plan.id)
  await program.call('workflows.apply', { workflowId: plan.id, ...(acknowledge ? { acknowledge } : {}) })
  expect((await ended).failure).toBeNull()
  return plan.linkId!
}

async function syncPair(program: Program, linkId: string): Promise<string[]> {
  const runs = await program.call('runs.start', { linkIds: [linkId] })
  const ended = await Promise.all(runs.map(run => runEnded(program, run.id)))
  return ended.map(run => run.state)
}

const sorted = (site: TestSite): string[] => rules(site).map(ruleText).sort()

let serial = 0
const fieldsOf = (text: string): Record<string, string | number> => ({
  regularExpression: `/^${text}$/`,
  orderNo: ++serial,
  rewriteStatusCode: '301',
  continueOnMatch: 0
})

/** What an editor does in the administration: it enters the queue, where there is one (F22). */
const edits = (site: TestSite, model = 'RewriteRule') => ({
  create: (fields: Record<string, string | number>) =>
    site.double.admin.edit({ operation: 'create', model, fields }),
  update: (id: Row[string] | undefined, fields: Record<string, string | number>) =>
    site.double.admin.edit({ operation: 'update', model, id: Number(id), fields }),
  remove: (id: Row[string] | undefined) =>
    site.double.admin.edit({ operation: 'delete', model, id: Number(id) })
})

const waiting = (site: TestSite): number => site.double.admin.rows('core_module_sync_change').length

describe.each(['compare', 'queue'] as const)('a link both ways by %s', delivery => {
  it('makes no duplicate on either side over ten rounds of edits on both', async () => {
    fleet = await openFleet([
      { name: 'One', rewriteRules: 6 },
      { name: 'Two', rewriteRules: 4 }
    ])
    const { program, sites } = fleet
    const [one, two] = [sites[0]!, sites[1]!]
    const linkId = await linkBothWays(program, one, two, { delivery })
    for (let round = 0; round < 10; round++) {
      await edits(one).create(fieldsOf(`one-${round}`))
      await edits(two).create(fieldsOf(`two-${round}`))
      const here = rules(one)
      const there = rules(two)
      await edits(one).update(here[round % 4]!['id'], { orderNo: 1000 + round })
      await edits(two).update(there[there.length - 1 - (round % 3)]!['id'], { orderNo: 2000 + round })
      if (round === 5) await edits(one).remove(here[5]!['id'])
      if (round === 7) await edits(two).remove(there[6]!['id'])
      expect(await syncPair(program, linkId)).toEqual(['done', 'done'])
      // What the second direction brought home is settled by one more look.
      expect(await syncPair(program, linkId)).toEqual(['done', 'done'])
      expect(sorted(two), `round ${round}`).toEqual(sorted(one))
      expect(new Set(sorted(one)).size, `round ${round}`).toBe(sorted(one).length)
      expect([waiting(one), waiting(two)], `round ${round}`).toEqual([0, 0])
    }
    expect(rules(one)).toHaveLength(6 + 4 + 20 - 2)
  })
})

describe('a link both ways by live', () => {
  const positions = (site: TestSite): number[] =>
    site.double.admin
      .rows('module_calendar_category')
      .map(row => Number(row['pos']))
      .sort((a, b) => a - b)
  const categoryAt = (site: TestSite, pos: number): Row[string] | undefined =>
    site.double.admin.rows('module_calendar_category').find(row => row['pos'] === pos)!['id']

  it('makes no duplicate over ten rounds of Cloudrexx’s own pushes on both sides, with a run between them', async () => {
    fleet = await openFleet([{ name: 'One' }, { name: 'Two' }])
    const { program, sites } = fleet
    const [one, two] = [sites[0]!, sites[1]!]
    const linkId = await linkBothWays(program, one, two, {
      delivery: 'live',
      models: ['calendar-category']
    })
    await syncPair(program, linkId)
    const before = positions(one).length
    const push = async (site: TestSite): Promise<void> => {
      const { sent, disabledHosts, died } = await site.double.admin.push()
      expect({ disabledHosts, died, refused: sent.filter(({ status }) => status !== 200) }).toEqual({
        disabledHosts: [],
        died: null,
        refused: []
      })
      expect(await syncPair(program, linkId)).toEqual(['done', 'done'])
    }
    for (let round = 0; round < 10; round++) {
      await edits(one, 'calendar-category').create({ pos: 100 + round, status: 1 })
      await push(one)
      // An entity that came from the other side goes back to it, as an edit and not as another one.
      await edits(two, 'calendar-category').update(categoryAt(two, 100 + round), { pos: 200 + round })
      await edits(two, 'calendar-category').create({ pos: 300 + round, status: 1 })
      await push(two)
      await edits(one, 'calendar-category').update(categoryAt(one, 300 + round), { pos: 400 + round })
      await push(one)
      expect(positions(two), `round ${round}`).toEqual(positions(one))
      expect(positions(one), `round ${round}`).toHaveLength(before + 2 * (round + 1))
    }
  })

  it('names the window in which it doubles, offers compare, and wants a tick', async () => {
    fleet = await openFleet([{ name: 'One' }, { name: 'Two' }])
    const { program, sites } = fleet
    const [one, two] = [sites[0]!, sites[1]!]
    const wish = {
      primaryId: one.id,
      replicaId: two.id,
      models: ['calendar-category'],
      delivery: 'live' as const,
      bothWays: true
    }
    const { notices, asks } = await program.call('links.preflight', wish)
    expect(notices.filter(({ kind }) => kind === 'live-doubles-both-ways')).toEqual([
      {
        kind: 'live-doubles-both-ways',
        severity: 'ask',
        about: 'One ⇄ Two',
        evidence: { window: 'until the next run after each creation', instead: 'compare' }
      }
    ])
    expect(asks).toContain('live-doubles-both-ways')
    const other = await program.call('links.preflight', { ...wish, delivery: 'compare' })
    expect(other.notices.map(({ kind }) => kind)).not.toContain('live-doubles-both-ways')
    const plan = await program.call('links.plan', wish)
    const acknowledge = asks.filter(kind => kind !== 'live-doubles-both-ways')
    const input = { workflowId: plan.id, ...(acknowledge.length > 0 ? { acknowledge } : {}) }
    expect(await program.invoke('workflows.apply', input)).toMatchObject({
      ok: false,
      error: { code: 'needs-confirmation', details: { acknowledge: ['live-doubles-both-ways'] } }
    })
    await program.call('workflows.discard', { workflowId: plan.id })

    // The window is real: a push home before the next run makes a second one.
    const linkId = await linkBothWays(program, one, two, {
      delivery: 'live',
      models: ['calendar-category']
    })
    await syncPair(program, linkId)
    const before = positions(one).length
    await edits(one, 'calendar-category').create({ pos: 100, status: 1 })
    await one.double.admin.push()
    await edits(two, 'calendar-category').update(categoryAt(two, 100), { pos: 200 })
    await two.double.admin.push()
    expect(positions(one)).toHaveLength(before + 2)
  })
})

describe('one gesture', () => {
  const made = (site: TestSite): number[] =>
    ['core_module_data_access_apikey', 'core_module_sync_host', 'core_module_sync_host_entity'].map(
      table => site.double.admin.rows(table).length
    )
  const activeSyncs = (site: TestSite): number =>
    site.double.admin.rows('core_module_sync').filter(row => row['active'] === 1).length

  it.each([
    ['compare', 0],
    ['queue', 1]
  ] as const)(
    'makes twins with all that %s needs on either side, and its undo takes both',
    async (delivery, rows) => {
      fleet = await openFleet([{ name: 'One', rewriteRules: 1 }, { name: 'Two' }])
      const { program, sites } = fleet
      const [one, two] = [sites[0]!, sites[1]!]
      const before = sites.map(stateOf)
      const plan = await program.call('links.plan', {
        primaryId: one.id,
        replicaId: two.id,
        models: ['RewriteRule'],
        delivery,
        bothWays: true
      })
      expect(sites.map(stateOf)).toEqual(before)
      expect((await apply(program, plan.id)).failure).toBeNull()
      const [link, twin] = await program.call('links.list', {})
      expect([link!.twinId, twin!.twinId]).toEqual([twin!.id, link!.id])
      expect([twin!.primaryId, twin!.replicaId]).toEqual([link!.replicaId, link!.primaryId])
      for (const site of sites) {
        expect(made(site)).toEqual([2, rows, rows])
        expect(activeSyncs(site)).toBe(rows)
      }
      const keys = sites.map(
        site => site.double.admin.rows('core_module_data_access_apikey').at(-1)!['api_key']
      )
      expect(new Set(keys).size).toBe(2)
      const undo = await program.call('workflows.undo', { workflowId: plan.id })
      expect((await apply(program, undo.id)).failure).toBeNull()
      expect(sites.map(stateOf)).toEqual(before)
      expect(await program.call('links.list', {})).toEqual([])
    }
  )

  it('has the way back remembered as each creation is confirmed, not when all are through (F21)', async () => {
    fleet = await openFleet([{ name: 'One', rewriteRules: 12 }, { name: 'Two' }])
    const { program, sites } = fleet
    const [one, two] = [sites[0]!, sites[1]!]
    const linkId = await linkBothWays(program, one, two)
    two.double.faults.add({ kind: 'status', status: 403, match: { method: 'PUT', nth: 6 }, times: Infinity })
    await syncPair(program, linkId)
    const arrived = rules(two)
    expect(arrived.length).toBeGreaterThan(0)
    expect(arrived.length).toBeLessThan(12)
    const back = one.double.admin
      .rows('core_module_sync_id_mapping')
      .filter(row => row['foreign_host'] === 'two.example')
    expect(back).toHaveLength(arrived.length)
    two.double.faults.clear()
    for (let again = 0; again < 2; again++) await syncPair(program, linkId)
    expect(sorted(two)).toEqual(sorted(one))
    expect(sorted(one)).toHaveLength(12)
  })
})

describe('a link both ways', () => {
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
    const back = { primaryId: two.id, replicaId: one.id, models: ['RewriteRule'] }
    for (const other of [
      { ...back, delivery: 'queue' as const },
      { ...back, models: ['jobs-flag'] }
    ])
      expect(await program.invoke('links.plan', other)).toMatchObject({
        ok: false,
        error: { code: 'twins-differ', details: { link: first } }
      })
    const second = await linkUp(program, two.id, one.id)
    expect((await program.call('links.show', { linkId: first })).twinId).toBe(second)
    await syncPair(program, first)
    await syncPair(program, first)
    expect(sorted(one)).toHaveLength(3)
    expect(sorted(two)).toEqual(sorted(one))
  })
})
