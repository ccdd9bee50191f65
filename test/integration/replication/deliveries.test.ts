import { afterEach, describe, expect, it } from 'vitest'
import { runEnded } from '../../../src-main/app/demo/await-end.ts'
import {
  apply,
  linkUp,
  openFleet,
  rules,
  ruleText,
  stateOf,
  sync,
  type TestFleet,
  type TestSite
} from '../../support/fleet.ts'

let fleet: TestFleet
let portal: TestSite
afterEach(() => fleet.close())

async function linked(delivery: 'queue' | 'live', ...replicas: string[]): Promise<string[]> {
  fleet = await openFleet([{ name: 'Portal', rewriteRules: 4 }, ...replicas.map(name => ({ name }))])
  portal = fleet.sites[0]!
  const links: string[] = []
  for (const replica of fleet.sites.slice(1)) {
    const plan = await fleet.program.call('links.plan', {
      primaryId: portal.id,
      replicaId: replica.id,
      models: ['RewriteRule'],
      delivery
    })
    const notices = (plan as { notices?: { kind: string; severity: string }[] }).notices ?? []
    const acknowledge = notices.filter(({ severity }) => severity === 'ask').map(({ kind }) => kind)
    const ended = await applyAcknowledged(plan.id, acknowledge)
    expect(ended).toBeNull()
    links.push(plan.linkId!)
  }
  return links
}

async function applyAcknowledged(workflowId: string, acknowledge: string[]): Promise<unknown> {
  const input = acknowledge.length > 0 ? { workflowId, acknowledge } : { workflowId }
  const answer = await fleet.program.invoke('workflows.apply', input)
  expect(answer).toMatchObject({ ok: true })
  const state = async (): Promise<string> =>
    (await fleet.program.call('workflows.show', { workflowId })).state
  await expect.poll(state, { timeout: 15_000 }).not.toBe('applying')
  return (await fleet.program.call('workflows.show', { workflowId })).failure
}

const edit = (site: TestSite, id: number, orderNo: number): Promise<unknown> =>
  site.double.admin.edit({ operation: 'update', model: 'RewriteRule', id, fields: { orderNo } })
const waiting = (site: TestSite): number => site.double.admin.rows('core_module_sync_change').length
const hosts = (site: TestSite): unknown[] =>
  site.double.admin.rows('core_module_sync_host').map(row => [row['active'], row['state']])

describe('the delivery queue', () => {
  it('sets up what F32 demands, delivers what waits, deletions included, and leaves without a trace', async () => {
    const [linkId] = await linked('queue', 'Town')
    const town = fleet.sites[1]!
    expect(hosts(portal)).toEqual([[1, 2]])
    await sync(fleet.program, linkId!)
    await edit(portal, 1, 41)
    await edit(portal, 1, 42)
    await portal.double.admin.edit({ operation: 'delete', model: 'RewriteRule', id: 2 })
    expect(waiting(portal)).toBeGreaterThan(2)
    const run = await sync(fleet.program, linkId!)
    expect(run).toMatchObject({ state: 'done', counts: { update: 1, delete: 1, failed: 0 } })
    expect(waiting(portal)).toBe(0)
    expect(hosts(portal)).toEqual([[1, 2]])
    expect(rules(town).map(ruleText)).toEqual(rules(portal).map(ruleText))
  })

  it('shows what waits without writing, and delivers it', async () => {
    const [linkId] = await linked('queue', 'Town')
    await sync(fleet.program, linkId!)
    await edit(portal, 1, 41)
    await edit(portal, 1, 42)
    await portal.double.admin.edit({ operation: 'delete', model: 'RewriteRule', id: 2 })
    portal.double.log.clear()
    const [queue] = await fleet.program.call('queue.show', {})
    expect(portal.double.log.requests.every(({ method }) => method === 'GET')).toBe(true)
    expect(queue).toMatchObject({
      delivery: 'queue',
      receiver: { active: true, state: 'stopped' },
      waiting: waiting(portal),
      models: [{ shortName: 'RewriteRule', entities: 1 }],
      jammed: false
    })
    expect(queue!.models[0]!.deletions).toBeGreaterThan(0)
    // Lists and graph show what was seen, and ask no site for it.
    portal.double.log.clear()
    expect(await fleet.program.call('links.list', {})).toMatchObject([
      { status: 'queue', queue: waiting(portal) }
    ])
    expect(portal.double.log.requests).toEqual([])
    const [run] = await fleet.program.call('queue.deliver', { linkId: linkId! })
    expect(await runEnded(fleet.program, run!.id)).toMatchObject({ state: 'done', sent: 2 })
    expect(await fleet.program.call('links.list', {})).toMatchObject([{ status: 'in-step', queue: null }])
    expect(await fleet.program.call('queue.show', { linkId: linkId! })).toMatchObject([{ waiting: 0 }])
  })

  it('is looked at by a comparison, too', async () => {
    const [linkId] = await linked('queue', 'Town')
    await sync(fleet.program, linkId!)
    await edit(portal, 1, 41)
    await fleet.program.call('drift.check', { linkIds: [linkId!] })
    expect(await fleet.program.call('links.show', { linkId: linkId! })).toMatchObject({
      status: 'queue',
      queue: waiting(portal),
      drift: 1
    })
  })

  it('is looked at when its primary is checked, and stays as it was seen where it cannot be read', async () => {
    const [linkId] = await linked('queue', 'Town')
    await sync(fleet.program, linkId!)
    await edit(portal, 1, 41)
    await edit(portal, 3, 42)
    const shown = async (): Promise<unknown> => {
      const { status, queue } = await fleet.program.call('links.show', { linkId: linkId! })
      return { status, queue }
    }
    expect(await shown()).toEqual({ status: 'in-step', queue: null })
    await fleet.program.call('sites.check', { siteIds: [fleet.sites[1]!.id] })
    expect(await shown()).toEqual({ status: 'in-step', queue: null })
    portal.double.log.clear()
    await fleet.program.call('sites.check', { siteIds: [portal.id] })
    const writes = portal.double.log.requests.filter(({ method }) => /POST|PUT|DELETE/.test(method))
    expect(writes).toEqual([])
    expect(await shown()).toEqual({ status: 'queue', queue: waiting(portal) })
    const seen = await shown()
    await edit(portal, 4, 43)
    portal.double.faults.add({
      kind: 'status',
      status: 500,
      match: { pathIncludes: 'rexxfleet-change' },
      times: 20
    })
    const [checked] = await fleet.program.call('sites.check', { siteIds: [portal.id] })
    expect(checked).toMatchObject({ health: { code: null } })
    expect(await shown()).toEqual(seen)
  })

  it('is nothing that a link has that compares', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 1 }, { name: 'Town' }])
    const linkId = await linkUp(fleet.program, fleet.sites[0]!.id, fleet.sites[1]!.id)
    const answer = await fleet.program.invoke('queue.deliver', { linkId })
    expect(answer).toMatchObject({ ok: false, error: { code: 'link-without-queue' } })
    expect(await fleet.program.call('queue.show', {})).toEqual([])
  })

  it('keeps in the queue what did not arrive', async () => {
    const [linkId] = await linked('queue', 'Town')
    const town = fleet.sites[1]!
    await sync(fleet.program, linkId!)
    await edit(portal, 1, 41)
    await edit(portal, 2, 42)
    town.double.faults.add({
      kind: 'status',
      status: 400,
      match: { method: 'PUT', pathIncludes: '/RewriteRule/1?' },
      // An answer that says nothing is asked for once more by the run itself.
      times: 2
    })
    expect(await sync(fleet.program, linkId!)).toMatchObject({ state: 'partly', counts: { failed: 1 } })
    const left = portal.double.admin.rows('core_module_sync_change')
    expect(left.length).toBeGreaterThan(0)
    expect(left.every(row => String(row['entity_index_data']).includes('"1"'))).toBe(true)
    expect(rules(town).map(ruleText)).not.toEqual(rules(portal).map(ruleText))
    expect(await sync(fleet.program, linkId!)).toMatchObject({ state: 'done', sent: 1 })
    expect(waiting(portal)).toBe(0)
    expect(rules(town).map(ruleText)).toEqual(rules(portal).map(ruleText))
  })

  it('takes a change that waits for two replicas out only when both have got it', async () => {
    const [one, other] = await linked('queue', 'Town', 'Village')
    await sync(fleet.program, one!)
    await sync(fleet.program, other!)
    await edit(portal, 1, 41)
    const before = waiting(portal)
    await sync(fleet.program, one!)
    expect(waiting(portal)).toBe(before)
    await sync(fleet.program, other!)
    expect(waiting(portal)).toBe(0)
    for (const site of fleet.sites.slice(1))
      expect(rules(site).map(ruleText)).toEqual(rules(portal).map(ruleText))
  })

  it('brings parents first, whatever changed first', async () => {
    fleet = await openFleet([{ name: 'Portal', events: 4 }, { name: 'Town' }])
    portal = fleet.sites[0]!
    const town = fleet.sites[1]!
    const wish = { primaryId: portal.id, replicaId: town.id, models: ['calendar-categoryname'] }
    const plan = await fleet.program.call('links.plan', { ...wish, delivery: 'queue' })
    const asked = (plan.notices ?? []).filter(({ severity }) => severity === 'ask').map(({ kind }) => kind)
    expect(await applyAcknowledged(plan.id, asked)).toBeNull()
    expect(await sync(fleet.program, plan.linkId!)).toMatchObject({ state: 'done' })

    const { admin } = portal.double
    const [name] = admin.rows('module_calendar_category_name')
    const id = `${name!['cat_id']}/${name!['lang_id']}`
    await admin.edit({
      operation: 'update',
      model: 'calendar-categoryname',
      id,
      fields: { name: 'Elsewhere' }
    })
    await admin.edit({ operation: 'create', model: 'calendar-category', fields: { pos: 9, status: true } })
    expect(waiting(portal)).toBeGreaterThan(1)
    town.double.log.clear()
    expect(await sync(fleet.program, plan.linkId!)).toMatchObject({
      state: 'done',
      counts: { create: 1, update: 1, blocked: 0, failed: 0 }
    })
    const sent = town.double.log.requests
      .filter(({ face }) => face === 'sync')
      .map(({ endpoint }) => endpoint)
    expect(sent).toEqual(['calendar-category', 'calendar-categoryname'])
    expect(waiting(portal)).toBe(0)
  })

  it('is taken apart with changes waiting, and nothing on the replica is removed but what replication brought', async () => {
    const [linkId] = await linked('queue', 'Town')
    const town = fleet.sites[1]!
    town.double.admin.sql({
      insert: 'core_rewrite_rule',
      row: { regular_expression: '/^own$/', order_no: 1, rewrite_status_code: '301', continue_on_match: 0 }
    })
    await sync(fleet.program, linkId!)
    await edit(portal, 1, 41)
    const plan = await fleet.program.call('links.planDeregister', { linkId: linkId! })
    const gone = await apply(fleet.program, plan.id, 'Town')
    expect(gone.failure).toBeNull()
    expect(waiting(portal)).toBe(0)
    expect(hosts(portal)).toEqual([])
    for (const table of ['core_module_sync_host_entity', 'core_module_data_access_apikey'] as const) {
      expect(stateOf(portal)[table]).toHaveLength(table.endsWith('apikey') ? 1 : 0)
    }
    expect(portal.double.admin.rows('core_module_sync')).toHaveLength(11)
    expect(rules(town).map(row => row['regular_expression'])).toEqual(['/^own$/'])
  })
})

/** A live link for the categories of the calendar, the simplest that live can do. */
async function liveLink(replica: TestSite): Promise<string> {
  const plan = await fleet.program.call('links.plan', {
    primaryId: portal.id,
    replicaId: replica.id,
    models: ['calendar-category'],
    delivery: 'live'
  })
  const notices = (plan as { notices?: { kind: string; severity: string }[] }).notices ?? []
  const asks = notices.filter(({ severity }) => severity === 'ask').map(({ kind }) => kind)
  expect(await applyAcknowledged(plan.id, asks)).toBeNull()
  return plan.linkId!
}

describe('the delivery live', () => {
  it('is seeded by Rexxfleet, while Cloudrexx’s own push is paused and put back', async () => {
    fleet = await openFleet([{ name: 'Portal', rewriteRules: 0, events: 3 }, { name: 'Town' }])
    portal = fleet.sites[0]!
    const town = fleet.sites[1]!
    const linkId = await liveLink(town)
    expect(hosts(portal)).toEqual([[1, 0]])
    const states: unknown[] = []
    town.double.faults.add({
      kind: 'slow',
      ms: 1,
      match: method => method === 'PUT' && states.push(hosts(portal)[0]) < 0,
      times: Infinity
    })
    expect(await sync(fleet.program, linkId)).toMatchObject({ state: 'done' })
    expect(states.length).toBeGreaterThan(0)
    expect(states.every(state => String(state) === '1,2')).toBe(true)
    expect(hosts(portal)).toEqual([[1, 0]])
  })
})
