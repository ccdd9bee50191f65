import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import { apply, linkUp, openFleet, rules, sync, type TestFleet, type TestSite } from '../../support/fleet.ts'

let fleet: TestFleet
let linkId: string
let portal: TestSite
let town: TestSite
afterEach(() => fleet.close())

async function inStep(count: number): Promise<void> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: count }, { name: 'Town' }])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  linkId = await linkUp(fleet.program, portal.id, town.id)
  expect((await sync(fleet.program, linkId)).state).toBe('done')
}

const set = ({ double }: TestSite, id: number, values: Record<string, string | number>): number =>
  double.admin.sql({ update: 'core_rewrite_rule', set: values, where: { id } })
const setOrder = (site: TestSite, id: number, order: number): number => set(site, id, { order_no: order })
const removeRule = ({ double }: TestSite, id: number): number =>
  double.admin.sql({ delete: 'core_rewrite_rule', where: { id } })
const orders = (site: TestSite): unknown[] => rules(site).map(row => row['order_no'])

/** Two rules, linked both ways and in step. */
async function bothWays(): Promise<void> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 2 }, { name: 'Town' }])
  ;[portal, town] = [fleet.sites[0]!, fleet.sites[1]!]
  const plan = await fleet.program.call('links.plan', {
    primaryId: portal.id,
    replicaId: town.id,
    models: ['RewriteRule'],
    bothWays: true
  })
  await apply(fleet.program, plan.id)
  linkId = plan.linkId!
  await both()
}

async function both(): Promise<string[]> {
  const runs = await fleet.program.call('runs.start', { linkIds: [linkId] })
  return (await Promise.all(runs.map(run => runEnded(fleet.program, run.id)))).map(run => run.state)
}

async function resolve(
  winner: 'primary' | 'replica',
  positions?: number[],
  fields?: Record<string, 'primary' | 'replica'>
): Promise<string> {
  const [conflict] = await fleet.program.call('conflicts.list', { linkId })
  const run = await fleet.program.call('conflicts.resolve', {
    runId: conflict!.runId,
    winner,
    ...(positions ? { positions } : {}),
    ...(fields ? { fields } : {})
  })
  return (await runEnded(fleet.program, run.id)).state
}

describe('a conflict', () => {
  it('is decided for the primary: its version is sent, and nothing is left open', async () => {
    await inStep(3)
    setOrder(town, 1, 71)
    setOrder(portal, 2, 72)
    setOrder(town, 2, 73)
    await sync(fleet.program, linkId)
    expect(await resolve('primary')).toBe('done')
    expect(orders(town)).toEqual(orders(portal))
    expect(await fleet.program.call('conflicts.list', { linkId })).toEqual([])
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { conflict: 0, unchanged: 3 }
    })
  })

  it('is decided for the replica: it stays as it is until the primary changes', async () => {
    await inStep(3)
    setOrder(town, 1, 71)
    await sync(fleet.program, linkId)
    expect(await resolve('replica')).toBe('done')
    expect(orders(town)[0]).toBe(71)
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      sent: 0,
      counts: { conflict: 0 }
    })
    setOrder(portal, 1, 74)
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { update: 1 } })
    expect(orders(town)[0]).toBe(74)
  })

  it('is decided one by one', async () => {
    await inStep(3)
    setOrder(town, 1, 71)
    setOrder(town, 2, 72)
    const run = await sync(fleet.program, linkId)
    expect(await resolve('primary', [0])).toBe('partly')
    expect(orders(town)[0]).toBe(orders(portal)[0])
    expect(orders(town)[1]).toBe(72)
    expect((await fleet.program.call('runs.show', { runId: run.id })).counts).toMatchObject({
      conflict: 1,
      update: 1
    })
  })

  it('between a removal and an edit: the primary removes it, the replica makes it its own', async () => {
    await inStep(20)
    for (const id of [1, 2]) {
      removeRule(portal, id)
      setOrder(town, id, 80 + id)
    }
    const run = await sync(fleet.program, linkId)
    expect(run.counts.conflict).toBe(2)
    const [first, second] = await fleet.program.call('conflicts.list', { linkId })
    expect([first!.item.why, second!.item.why]).toEqual(['deleted-and-edited', 'deleted-and-edited'])
    expect(await resolve('primary', [first!.item.position])).toBe('partly')
    expect(await resolve('replica', [second!.item.position])).toBe('done')
    expect(rules(town)).toHaveLength(19)
    expect(orders(town)).toContain(82)
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { conflict: 0, delete: 0 }
    })
    const plan = await fleet.program.call('links.planDeregister', { linkId })
    await apply(fleet.program, plan.id, 'Town')
    expect(orders(town)).toEqual([82])
  })

  it('is decided field by field: each side keeps what was chosen, and nothing is open after that', async () => {
    await inStep(2)
    set(portal, 1, { order_no: 71, rewrite_status_code: '302' })
    set(town, 1, { order_no: 72, rewrite_status_code: '301', regular_expression: '#^/town$#' })
    await sync(fleet.program, linkId)
    const [conflict] = await fleet.program.call('conflicts.list', { linkId })
    const { position } = conflict!.item
    const fields = { orderNo: 'replica' } as const
    expect(await resolve('primary', [position], fields)).toBe('done')
    expect(rules(town)[0]).toMatchObject({
      order_no: 72,
      rewrite_status_code: '302',
      regular_expression: rules(portal)[0]!['regular_expression']
    })
    const { items } = await fleet.program.call('runs.items', { runId: conflict!.runId })
    expect(items[0]).toMatchObject({ action: 'update', state: 'done', why: 'decided-by-field' })
    expect(Object.fromEntries(items[0]!.differences.map(one => [one.field, one.winner]))).toMatchObject({
      orderNo: 'replica',
      rewriteStatusCode: 'primary'
    })
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', sent: 0 })
    set(portal, 1, { rewrite_status_code: '301' })
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { update: 1 } })
    expect(rules(town)[0]).toMatchObject({ order_no: 71, rewrite_status_code: '301' })
  })

  it('refuses a choice of fields that means nothing, and leaves the conflict open', async () => {
    await inStep(20)
    setOrder(town, 1, 71)
    removeRule(portal, 2)
    setOrder(town, 2, 72)
    const run = await sync(fleet.program, linkId)
    const { items } = await fleet.program.call('runs.items', { runId: run.id, actions: ['conflict'] })
    const [edited, deleted] = items.map(({ position }) => position)
    const refused = async (positions: number[], fields: Record<string, 'primary' | 'replica'>) => {
      const input = { runId: run.id, winner: 'primary', positions, fields } as const
      const answer = await fleet.program.invoke('conflicts.resolve', input)
      return answer.ok ? null : answer.error.code
    }
    expect(await refused([edited!], { nothing: 'replica' })).toBe('invalid-input')
    expect(await refused([edited!, deleted!], { orderNo: 'replica' })).toBe('invalid-input')
    expect(await refused([deleted!], { orderNo: 'replica' })).toBe('conflict-undecidable')
    expect(await fleet.program.call('conflicts.list', { linkId })).toHaveLength(2)
  })

  it('of a both-ways link, decided field by field, makes both sides equal', async () => {
    await bothWays()
    set(portal, 1, { order_no: 91, rewrite_status_code: '302' })
    set(town, 1, { order_no: 92, rewrite_status_code: '301' })
    expect(await both()).toEqual(['partly', 'partly'])
    const [conflict] = await fleet.program.call('conflicts.list', { linkId })
    expect(await resolve('primary', [conflict!.item.position], { orderNo: 'replica' })).toBe('done')
    expect(await both()).toEqual(['done', 'done'])
    for (const site of [portal, town])
      expect(rules(site)[0]).toMatchObject({ order_no: 92, rewrite_status_code: '302' })
    expect((await sync(fleet.program, linkId)).sent).toBe(0)
  })

  it('of a both-ways link goes to the other side as it was decided', async () => {
    await bothWays()
    setOrder(portal, 1, 91)
    setOrder(town, 1, 92)
    expect(await both()).toEqual(['partly', 'partly'])
    expect(await resolve('replica')).toBe('done')
    expect(await both()).toEqual(['done', 'done'])
    expect(orders(portal)[0]).toBe(92)
    expect(orders(town)[0]).toBe(92)
  })

  it('is decided by the policy of the link, where it has one', async () => {
    await inStep(2)
    await fleet.program.call('links.setPolicy', { linkId, conflicts: 'primary-wins' })
    setOrder(town, 1, 61)
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      counts: { update: 1, conflict: 0 }
    })
    expect(orders(town)).toEqual(orders(portal))
    await fleet.program.call('links.setPolicy', { linkId, conflicts: 'replica-wins', removedThere: 'leave' })
    setOrder(town, 1, 62)
    removeRule(town, 2)
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      sent: 0,
      counts: { unchanged: 2 }
    })
    expect(orders(town)).toEqual([62])
    expect(await fleet.program.call('links.policy', { linkId })).toEqual({
      conflicts: 'replica-wins',
      removedThere: 'leave',
      dated: []
    })
  })

  it('cannot be left to the newer side where no model says when it was changed, and the policy stays', async () => {
    await inStep(1)
    await fleet.program.call('links.setPolicy', { linkId, conflicts: 'primary-wins' })
    const answer = await fleet.program.invoke('links.setPolicy', { linkId, conflicts: 'newer-wins' })
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'no-change-date', details: { models: ['RewriteRule'] } }
    })
    expect(await fleet.program.call('links.policy', { linkId })).toMatchObject({ conflicts: 'primary-wins' })
  })
})

describe('an exclusion', () => {
  it('keeps one entity different, in both respects, until it is taken back', async () => {
    await inStep(3)
    await fleet.program.call('exclusions.add', {
      linkId,
      model: 'RewriteRule',
      foreignId: '1',
      note: 'local campaign'
    })
    await fleet.program.call('exclusions.add', { linkId, model: 'RewriteRule', foreignId: '2' })
    setOrder(portal, 1, 51)
    removeRule(portal, 2)
    expect(await sync(fleet.program, linkId)).toMatchObject({
      state: 'done',
      sent: 0,
      counts: { update: 0, delete: 0 }
    })
    expect(rules(town)).toHaveLength(3)
    expect(await fleet.program.call('exclusions.list', { linkId })).toMatchObject([
      { foreignId: '1', note: 'local campaign', shortName: 'RewriteRule' },
      { foreignId: '2', note: '' }
    ])
    const remove = () =>
      fleet.program.call('exclusions.remove', { linkId, model: 'RewriteRule', foreignId: '1' })
    expect(await remove()).toEqual({ removed: true })
    expect(await remove()).toEqual({ removed: false })
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done', counts: { update: 1 } })
    expect(orders(town)[0]).toBe(51)
  })

  it('is refused for what the link does not carry', async () => {
    await inStep(1)
    const answer = await fleet.program.invoke('exclusions.add', {
      linkId,
      model: 'calendar-event',
      foreignId: '1'
    })
    expect(answer).toMatchObject({ ok: false, error: { code: 'unknown-model' } })
  })

  it.each(['x', '', '1/2', '-1', '01', '1.5'])(
    'is refused for the id %j, which no entity can have',
    async id => {
      await inStep(1)
      const wish = { linkId, model: 'RewriteRule', foreignId: id }
      const answer = await fleet.program.invoke('exclusions.add', wish)
      expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
      expect(await fleet.program.call('exclusions.list', { linkId })).toEqual([])
    }
  )
})
