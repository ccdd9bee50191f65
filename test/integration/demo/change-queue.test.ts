import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSiteDouble, FatalSiteError } from '../../../src-main/demo/site-double.ts'
import type { SiteDouble } from '../../../src-main/demo/site-double.ts'
import { KEY, linkHost, openModels, REWRITE_RULE, rule, SiteClient } from './site-client.ts'

const EVENT = 'Cx\\Modules\\Calendar\\Model\\Entity\\Event'
const NEW_RULE = {
  regularExpression: '/^new$/',
  orderNo: 1,
  rewriteStatusCode: '301',
  continueOnMatch: false
}

let primary: SiteDouble
let replica: SiteDouble

beforeEach(async () => {
  primary = await createSiteDouble({ mainDomain: 'primary.local' })
  replica = await createSiteDouble({ mainDomain: 'replica.local' })
  for (const site of [primary, replica]) {
    site.admin.enrol(KEY)
    openModels(site)
  }
})

afterEach(() => Promise.all([primary.close(), replica.close()]))

const queue = (): string[] =>
  primary.admin
    .rows('core_module_sync_change')
    .map(row => `${row['event_type']} ${row['condition']} ${row['sync_id']} ${row['entity_index_data']}`)
const host = (): Record<string, unknown> => primary.admin.rows('core_module_sync_host')[0]!

describe('what enters the queue', () => {
  test('F22, F29: edits in the administration with a twin, writes over the API never', async () => {
    linkHost(primary, replica, REWRITE_RULE)
    await new SiteClient(primary).v1('POST', 'RewriteRule', { body: rule('/^api$/') })
    await new SiteClient(primary).sync('PUT', 'RewriteRule/5', rule('/^sync$/'), 'third.local')
    expect(queue()).toEqual([])
    await primary.admin.edit({ operation: 'update', model: 'RewriteRule', id: 1, fields: { orderNo: 2 } })
    expect(queue()).toEqual([
      'put forward 12 a:1:{s:2:"id";s:1:"1";}',
      'delete delete 12 a:1:{s:2:"id";s:1:"1";}'
    ])
  })

  test('an edit that changes nothing queues nothing', async () => {
    linkHost(primary, replica, REWRITE_RULE)
    await primary.admin.edit({ operation: 'create', model: 'RewriteRule', fields: NEW_RULE })
    const before = queue()
    await primary.admin.edit({ operation: 'update', model: 'RewriteRule', id: 1, fields: { orderNo: 1 } })
    expect(queue()).toEqual(before)
  })

  test('F28: an inactive host gets nothing queued, one in state 2 does', async () => {
    const id = linkHost(primary, replica, REWRITE_RULE)
    primary.admin.sql({ update: 'core_module_sync_host', set: { active: 0 }, where: { id } })
    await primary.admin.edit({ operation: 'create', model: 'RewriteRule', fields: NEW_RULE })
    expect(queue()).toEqual([])
    primary.admin.sql({ update: 'core_module_sync_host', set: { active: 1, state: 2 }, where: { id } })
    await primary.admin.edit({ operation: 'create', model: 'RewriteRule', fields: NEW_RULE })
    expect(queue()).toHaveLength(2)
    await primary.admin.push()
    expect(queue()).toHaveLength(2)
  })

  test('a host with chosen ids gets only those', async () => {
    await primary.admin.edit({ operation: 'create', model: 'RewriteRule', fields: NEW_RULE })
    await primary.admin.edit({ operation: 'create', model: 'RewriteRule', fields: NEW_RULE })
    linkHost(primary, replica, REWRITE_RULE, '2')
    await primary.admin.edit({ operation: 'update', model: 'RewriteRule', id: 1, fields: { orderNo: 7 } })
    expect(queue()).toEqual([])
    await primary.admin.edit({ operation: 'update', model: 'RewriteRule', id: 2, fields: { orderNo: 7 } })
    expect(queue()).toHaveLength(2)
  })

  test('F31: a removal is queued without its id', async () => {
    await primary.admin.edit({ operation: 'create', model: 'RewriteRule', fields: NEW_RULE })
    linkHost(primary, replica, REWRITE_RULE)
    await primary.admin.edit({ operation: 'delete', model: 'RewriteRule', id: 1 })
    expect(queue()).toEqual(['delete both 12 a:1:{s:2:"id";s:0:"";}'])
  })

  test('removing an event queues its texts with their ids, and itself without', async () => {
    linkHost(primary, replica, EVENT)
    await primary.admin.edit({ operation: 'delete', model: 'calendar-event', id: 88 })
    expect(queue()).toEqual([
      'delete both 4 a:2:{s:7:"eventId";s:2:"88";s:6:"langId";s:1:"1";}',
      'delete both 4 a:2:{s:7:"eventId";s:2:"88";s:6:"langId";s:1:"2";}',
      'delete both 1 a:1:{s:2:"id";s:0:"";}'
    ])
  })

  test('a new event queues its form, itself, its categories and their names; what a form fills in is filled in', async () => {
    linkHost(primary, replica, EVENT)
    const { id } = await primary.admin.edit({
      operation: 'create',
      model: 'Event',
      fields: { categories: [46] }
    })
    expect(id).toBe('90')
    expect(queue().map(line => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'put forward 7',
      'post forward 1',
      'put forward 2',
      'put forward 3',
      'put forward 3',
      'post forward 1',
      'delete delete 1'
    ])
    expect((await primary.admin.push()).sent.map(({ status }) => status)).toEqual([
      200, 200, 200, 200, 200, 200
    ])
  })

  test('F26: without a Sync row of a related model the edit ends in a fatal error, and nothing is saved', async () => {
    linkHost(primary, replica, EVENT)
    primary.admin.sql({ delete: 'core_module_sync', where: { id: 7 } })
    const before = primary.snapshot()
    const edit = primary.admin.edit({ operation: 'update', model: 'Event', id: 88, fields: { priority: 5 } })
    await expect(edit).rejects.toThrow(FatalSiteError)
    expect(primary.snapshot()).toEqual(before)
  })

  test('F25: queueing an event puts a foreign domain into the primary’s own row', async () => {
    linkHost(primary, replica, EVENT)
    await primary.admin.edit({ operation: 'update', model: 'Event', id: 88, fields: { priority: 5 } })
    const event = primary.admin.rows('module_calendar_event')[0]!
    expect(event).toMatchObject({
      priority: 5,
      pic: 'http://bpw.chimages/content/cloudrexx.png',
      registration: 2
    })
  })
})

describe('Cloudrexx’s own push', () => {
  test('F24: a RewriteRule goes without its expression; the host is disabled and the queue stops', async () => {
    linkHost(primary, replica, REWRITE_RULE)
    await primary.admin.edit({ operation: 'create', model: 'RewriteRule', fields: NEW_RULE })
    const report = await primary.admin.push()
    expect(report.sent.map(({ method, status }) => [method, status])).toEqual([['POST', 400]])
    expect(report.disabledHosts).toHaveLength(1)
    expect([host()['state'], queue().length]).toEqual([2, 2])
    expect((await primary.admin.push()).sent).toEqual([])
  })

  test('F27: one request at a time, each on a connection of its own, named by the main domain (F38)', async () => {
    linkHost(primary, replica, EVENT)
    await primary.admin.edit({ operation: 'update', model: 'Event', id: 88, fields: { priority: 5 } })
    replica.log.clear()
    const report = await primary.admin.push()
    expect(report.sent.every(({ status }) => status === 200)).toBe(true)
    expect([replica.log.maxParallel, replica.log.connections]).toEqual([1, report.sent.length])
    expect(new Set(replica.log.requests.map(({ referrer }) => referrer))).toEqual(
      new Set(['http://primary.local/cadmin/'])
    )
    expect(report.discarded).toBe(3)
    expect(queue()).toEqual([])
  })

  test('F31: the removal is sent without an id, answered ok, and lost', async () => {
    linkHost(primary, replica, REWRITE_RULE)
    await new SiteClient(primary).v1('POST', 'RewriteRule', { body: rule('/^a$/') })
    await new SiteClient(replica).sync('PUT', 'RewriteRule/1', rule('/^a$/'))
    await primary.admin.edit({ operation: 'delete', model: 'RewriteRule', id: 1 })
    const report = await primary.admin.push()
    expect(
      report.sent.map(({ method, url, status }) => [method, url.includes('/RewriteRule/?apikey='), status])
    ).toEqual([['DELETE', true, 200]])
    expect(replica.admin.rows('core_rewrite_rule')).toHaveLength(1)
  })

  test('F41: a pending change without host entity removes the entity on the replica', async () => {
    await new SiteClient(primary).v1('POST', 'RewriteRule', { body: rule('/^a$/') })
    await new SiteClient(replica).sync('PUT', 'RewriteRule/1', rule('/^a$/'))
    const id = linkHost(primary, replica, REWRITE_RULE)
    await primary.admin.edit({ operation: 'update', model: 'RewriteRule', id: 1, fields: { orderNo: 5 } })
    primary.admin.sql({ delete: 'core_module_sync_host_entity', where: { host_id: id } })
    const report = await primary.admin.push()
    expect(report.sent.map(({ method }) => method)).toEqual(['DELETE'])
    expect(replica.admin.rows('core_rewrite_rule')).toEqual([])
  })

  test('F42: an inactive host’s queue is consumed without a request, and the push writes state 0 at its end', async () => {
    const id = linkHost(primary, replica, REWRITE_RULE)
    await primary.admin.edit({ operation: 'create', model: 'RewriteRule', fields: NEW_RULE })
    primary.admin.sql({ update: 'core_module_sync_host', set: { active: 0 }, where: { id } })
    expect(await primary.admin.push()).toMatchObject({ sent: [], discarded: 2 })
    expect([queue(), host()['state']]).toEqual([[], 0])
  })

  test('F42: whatever is set while a push runs is overwritten by state 0', async () => {
    const id = linkHost(primary, replica, EVENT)
    await primary.admin.edit({ operation: 'update', model: 'Event', id: 88, fields: { priority: 5 } })
    replica.faults.latency(20)
    const running = primary.admin.push()
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(host()['state']).toBe(1)
    primary.admin.sql({ update: 'core_module_sync_host', set: { state: 2 }, where: { id } })
    await running
    expect(host()['state']).toBe(0)
  })

  test('F28: a lock stays for ever, however old', async () => {
    const id = linkHost(primary, replica, REWRITE_RULE)
    await primary.admin.edit({ operation: 'create', model: 'RewriteRule', fields: NEW_RULE })
    primary.admin.sql({
      update: 'core_module_sync_host',
      set: { state: 1, last_update: '2020-01-01 00:00:00' },
      where: { id }
    })
    expect((await primary.admin.push()).sent).toEqual([])
    expect(host()['state']).toBe(1)
  })

  test('F30: an empty template has no scheme: the push dies, and its host stays locked', async () => {
    const id = linkHost(primary, replica, REWRITE_RULE)
    primary.admin.sql({ update: 'core_module_sync_host', set: { url_template: '' }, where: { id } })
    await primary.admin.edit({ operation: 'create', model: 'RewriteRule', fields: NEW_RULE })
    const report = await primary.admin.push()
    expect(report.died).not.toBeNull()
    expect([host()['state'], queue().length]).toEqual([1, 2])
  })

  test('F33: a host can go while changes wait; they stay without a receiver', async () => {
    const id = linkHost(primary, replica, REWRITE_RULE)
    await primary.admin.edit({ operation: 'create', model: 'RewriteRule', fields: NEW_RULE })
    const client = new SiteClient(primary)
    expect((await client.v1('DELETE', `rexxfleet-host/${id}`)).error).toContain('1451')
    await client.v1('DELETE', `rexxfleet-hostentity/12/${id}/*`)
    expect((await client.v1('DELETE', `rexxfleet-host/${id}`)).status).toBe(200)
    expect([queue().length, primary.admin.rows('core_module_sync_change_host').length]).toEqual([2, 0])
  })

  test('publishing targets of the calendar count as host entities for single events', async () => {
    const id = linkHost(primary, replica, EVENT)
    primary.admin.sql({ delete: 'core_module_sync_host_entity', where: { host_id: id } })
    const uri = `127.0.0.1:${replica.port}`
    const row = { title: 'Replica', uri, cat_id: 0, key: '', confirmed: 1, status: 0 }
    const target = primary.admin.sql({ insert: 'module_calendar_host', row })
    primary.admin.sql({ insert: 'module_calendar_rel_event_host', row: { host_id: target, event_id: 89 } })
    await primary.admin.edit({ operation: 'update', model: 'Event', id: 88, fields: { priority: 5 } })
    expect(queue()).toEqual([])
    await primary.admin.edit({ operation: 'update', model: 'Event', id: 89, fields: { priority: 5 } })
    expect(queue().length).toBeGreaterThan(0)
    expect((await primary.admin.push()).sent.length).toBeGreaterThan(0)
  })

  test('F27, F28: where commands may be run, a page request starts the push', async () => {
    const willing = await createSiteDouble({
      mainDomain: 'primary.local',
      execAllowed: true,
      snapshot: primary.snapshot()
    })
    linkHost(willing, replica, EVENT)
    await willing.admin.edit({ operation: 'update', model: 'Event', id: 88, fields: { priority: 5 } })
    await fetch(`${willing.url}/`)
    await expect.poll(() => willing.admin.rows('core_module_sync_change').length).toBe(0)
    await willing.close()
  })
})
