import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAddressProber } from '../../../src-main/adapters/cloudrexx/probe/address-prober.ts'
import { modelMeant } from '../../../src-main/core/models/catalogue.ts'
import type { AppError } from '../../../src-main/core/shared/app-error.ts'
import type { SiteDouble } from '../../../src-main/demo/site-double.ts'
import { createSiteDouble } from '../../../src-main/demo/site-double.ts'
import type { Setup } from './support/access.ts'
import { actor, linkKey, managementKey, ruleSource, setUp, siteAt } from './support/access.ts'

let double: SiteDouble
let current: Setup
beforeEach(async () => {
  double = await createSiteDouble({ mainDomain: 'replica.local' })
  double.admin.enrol(managementKey)
  current = setUp({ budgetMs: 2_000 })
})
afterEach(async () => {
  current.access.close()
  await double.close()
})

const reader = () => current.access.reader(siteAt(double.url))
const writer = () => current.access.writer(siteAt(double.url), actor)
const failure = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error('this should have failed')),
    (error: unknown) => error as AppError
  )
async function gather<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const page of pages) all.push(...page)
  return all
}
const rule = (at: number) => ({
  regular_expression: `/^r${at}$/`,
  order_no: at,
  rewrite_status_code: '301',
  continue_on_match: 0
})
const push = (id: string, orderNo = 1) =>
  ({
    source: ruleSource,
    id,
    values: { regularExpression: '/^x$/', orderNo, rewriteStatusCode: '301', continueOnMatch: false },
    sender: 'primary.local',
    keyRef: 'link'
  }) as const

/** Endpoint, key and grants on the replica's side of a link (F32). */
async function openReplica(): Promise<void> {
  const source = await writer().createRow('datasource', { identifier: ruleSource.model.name })
  const endpoint = await writer().createRow('endpoint', { name: 'RewriteRule', dataSource: Number(source) })
  const key = await writer().createRow('apikey', { keyRef: 'link' })
  const [own] = await reader().rows('apikey', { apiKey: { keyRef: 'management' } })
  for (const apiKey of [Number(key), own!.id]) {
    await writer().createRow('grant', { apiKey, endpoint: Number(endpoint), readOnly: false })
  }
}

async function allow(name: string): Promise<void> {
  const [endpoint] = await reader().rows('endpoint', { name })
  const [own] = await reader().rows('apikey', { apiKey: { keyRef: 'management' } })
  await writer().createRow('grant', { apiKey: own!.id, endpoint: endpoint!.id, readOnly: false })
}

describe('a link over REST', () => {
  it('is made, used and taken apart again', async () => {
    await openReplica()
    expect(await reader().permissionOf('link', 'RewriteRule')).toBe('write')
    expect(await reader().permissionOf('link', 'calendar-event')).toBe('none')
    expect(await reader().permission('no-such-endpoint')).toBe('none')
    await writer().put(push('7'))
    await writer().put(push('7', 5))
    const [mapping] = await reader().rows('idmapping', { foreignHost: 'primary.local', foreignId: '7' })
    expect(mapping).toMatchObject({ foreignId: ['7'], entityType: ruleSource.model.name })
    const local = await reader().entity(ruleSource, mapping!.localId['id']!)
    expect(local?.fields).toMatchObject({ orderNo: 5, continueOnMatch: false })
    expect(await reader().lastId(ruleSource)).toBe(Number(local!.id))
    await writer().remove(push('7'))
    expect(await reader().rows('idmapping')).toEqual([])
    expect(await reader().lastId(ruleSource)).toBe(0)
    const [key] = await reader().rows('apikey', { apiKey: { keyRef: 'link' } })
    expect(await failure(writer().removeRow('apikey', key!.id))).toMatchObject({ code: 'row-in-use' })
    for (const grant of await reader().rows('grant', { apiKeyId: key!.id })) {
      expect(grant.endpoint?.name).toBe('RewriteRule')
      await writer().removeRow('grant', grant.id)
      await writer().removeRow('grant', grant.id)
    }
    await writer().removeRow('apikey', key!.id)
    expect(await failure(writer().put(push('8')))).toMatchObject({
      code: 'site-refused',
      details: { unknownOutcome: false }
    })
    const everything = inspect([current.activity.list(), current.logged], { depth: 10, maxArrayLength: null })
    expect(everything).not.toMatch(new RegExp(`${linkKey}|${managementKey}`))
    expect(everything).toContain('[redacted]')
  })

  it('is not taken for absent where the recurse option was taken away (F12)', async () => {
    await openReplica()
    const [source] = await reader().rows('datasource', {
      identifier: 'Cx\\Core_Modules\\DataAccess\\Model\\Entity\\DataAccessApiKey'
    })
    await writer().updateRow('datasource', source!.id, { options: {} })
    const error = await failure(reader().rows('grant'))
    expect(error).toMatchObject({ code: 'site-answered-badly' })
    expect(error.message).toContain('recurse option')
  })

  it('has hosts and host entities on the primary', async () => {
    await openReplica()
    const [endpoint] = await reader().rows('endpoint', { name: 'RewriteRule' })
    const sync = Number(await writer().createRow('sync', { endpoint: endpoint!.id, active: true }))
    const hosts = []
    for (const host of ['a.ch', 'b.ch', 'c.ch']) {
      const row = { host, active: true, keyRef: 'link', urlTemplate: 'https://x', state: 0, lastUpdate: 1e12 }
      hosts.push(Number(await writer().createRow('host', row)))
    }
    for (const hostId of hosts)
      await writer().createRow('hostentity', { syncId: sync, hostId, entityId: '*' })
    const all = hosts.map(hostId => ({ syncId: sync, hostId, entityId: '*' }))
    expect(await reader().rows('hostentity')).toEqual(all)
    expect(await reader().rows('hostentity', { hostId: hosts[1]! })).toEqual([all[1]])
    expect(await gather(reader().rowPages('hostentity', {}, { pageSize: 1 }))).toEqual(all)
    await writer().updateRow('host', hosts[0]!, { state: 2, active: false })
    expect(await reader().rows('host', { host: 'a.ch' })).toMatchObject([{ state: 2, active: false }])
    expect(await failure(writer().removeRow('host', hosts[0]!))).toMatchObject({ code: 'row-in-use' })
    await writer().removeRow('hostentity', `${sync}/${hosts[0]}/*`)
    await writer().removeRow('host', hosts[0]!)
    expect(await reader().rows('host', { id: hosts[0]! })).toEqual([])
  })

  it('a lost answer leaves the outcome open, and one entity behind', async () => {
    await openReplica()
    double.faults.add({ kind: 'lost-answer', match: { method: 'PUT', pathIncludes: '/api/sync/' } })
    const error = await failure(writer().put(push('7')))
    expect(error).toMatchObject({ code: 'site-unreachable', details: { unknownOutcome: true } })
    expect(await reader().rows('idmapping')).toHaveLength(1)
    expect(double.log.maxParallelPerEntity).toBe(1)
  })

  it('two callers at once make one entity (F44)', async () => {
    await openReplica()
    const other = current.access.writer(siteAt(double.url), actor)
    await Promise.all([writer().put(push('7')), other.put(push('7')), writer().put(push('7', 3))])
    expect(double.log.maxParallelPerEntity).toBe(1)
    expect(double.admin.rows('core_rewrite_rule')).toHaveLength(1)
  })
})

describe('lists', () => {
  beforeEach(async () => {
    await openReplica()
    for (let at = 1; at <= 57; at++) double.admin.sql({ insert: 'core_rewrite_rule', row: rule(at) })
  })
  const expected = Array.from({ length: 57 }, (_, at) => String(at + 1))

  it.each([1, 7, 19, 57, 58, 2_000])('in pages of %i', async pageSize => {
    const ids = (await gather(reader().entityPages(ruleSource, { pageSize }))).map(({ id }) => id)
    expect(ids).toEqual(expected)
  })

  it('longer than what is decoded at once, each row once and in order', async () => {
    const more = Array.from({ length: 600 }, (_, at) => ({ insert: 'core_rewrite_rule', row: rule(58 + at) }))
    for (const row of more) double.admin.sql(row)
    for (const pageSize of [249, 250, 251, 2_000]) {
      const ids = (await gather(reader().entityPages(ruleSource, { pageSize }))).map(({ id }) => id)
      expect(ids).toEqual(Array.from({ length: 657 }, (_, at) => String(at + 1)))
    }
  })

  it('behind an id', async () => {
    const ids = (await gather(reader().entityPages(ruleSource, { pageSize: 10, after: 50 }))).map(
      ({ id }) => id
    )
    expect(ids).toEqual(expected.slice(50))
  })

  it.each(['short-page', 'truncate', 'cut', 'html'] as const)('whole in spite of %s', async kind => {
    double.faults.add({ kind, match: { pathIncludes: 'limit', nth: 2 } })
    const ids = (await gather(reader().entityPages(ruleSource, { pageSize: 10 }))).map(({ id }) => id)
    expect(ids).toEqual(expected)
  })

  it('fail rather than end', async () => {
    for (const status of [403, 500, 400]) {
      const fault = double.faults.add({ kind: 'status', status, match: { nth: 3, method: 'GET' }, times: 5 })
      await failure(gather(reader().entityPages(ruleSource, { pageSize: 10 })))
      fault.remove()
    }
  })

  it('of some ids, without those that are gone', async () => {
    const ids = ['3', '57', '58', '1', '999', '3']
    const found = await reader().entitiesById(ruleSource, ids)
    expect(found.map(({ id }) => id).sort()).toEqual(['1', '3', '57'])
    expect(await reader().entitiesById(ruleSource, [])).toEqual([])
  })

  it('of some ids are whole in spite of a short answer', async () => {
    double.faults.add({ kind: 'short-page', match: { pathIncludes: 'filter' } })
    expect(await reader().entitiesById(ruleSource, expected)).toHaveLength(57)
  })

  it('use four connections at most, and keep them', async () => {
    double.faults.latency(10)
    double.log.clear()
    await Promise.all(Array.from({ length: 60 }, (_, at) => reader().entity(ruleSource, String(at + 1))))
    expect(double.log.maxParallel).toBe(4)
    expect(double.log.connections).toBeLessThanOrEqual(4)
  })
})

describe('the calendar', () => {
  const field = { endpoint: 'calendar-eventfield', model: modelMeant('calendar-eventfield') }
  const event = { endpoint: 'calendar-event', model: modelMeant('calendar-event') }

  it('has composite ids, read in pages of any size', async () => {
    await allow('calendar-eventfield')
    const [row] = double.admin.rows('module_calendar_event_field')
    const events = double.admin.rows('module_calendar_event')
    for (let langId = 3; langId <= 9; langId++) {
      double.admin.sql({ insert: 'module_calendar_event_field', row: { ...row, lang_id: langId } })
    }
    const expected = double.admin
      .rows('module_calendar_event_field')
      .map(one => `${one['event_id']}/${one['lang_id']}`)
      .sort()
    expect(expected.length).toBeGreaterThan(events.length)
    for (const pageSize of [1, 2, 3, 8, 100]) {
      const found = await gather(reader().entityPages(field, { pageSize }))
      expect(found.map(({ id }) => id).sort()).toEqual(expected)
      expect(found[0]?.toOne['event']).toBe(found[0]?.id.split('/')[0])
    }
    const some = await reader().entitiesById(field, [expected[0]!, expected[4]!, '1/1'])
    expect(some.map(({ id }) => id).sort()).toEqual([expected[0], expected[4]])
    expect(await reader().entity(field, expected[1]!)).toMatchObject({ id: expected[1] })
  })

  it('tells associations only where the source recurses (F12)', async () => {
    await allow('calendar-event')
    const plain = await gather(reader().entityPages(event))
    expect(plain.every(({ toMany }) => toMany['categories'] === undefined)).toBe(true)
    const [source] = await reader().rows('datasource', { identifier: event.model.name })
    await writer().updateRow('datasource', source!.id, { options: { recurse: '1' } })
    const recursed = await gather(reader().entityPages(event))
    expect(recursed.map(({ id }) => id)).toEqual(plain.map(({ id }) => id))
    expect(recursed[0]).toMatchObject({ toOne: { registrationForm: '1' }, toMany: { categories: ['46'] } })
    expect(recursed[0]?.fields['seriesPatternEndDate']).toBe('0000-00-00 00:00:00')
    await writer().updateRow('datasource', source!.id, { options: {} })
    expect(await reader().rows('datasource', { id: source!.id })).toMatchObject([{ options: {} }])
  })
})

describe('a site that fails', () => {
  it.each([
    ['maintenance', 'site-maintenance'],
    ['html', 'site-answered-badly'],
    ['hang', 'site-timeout']
  ] as const)('by %s', async (kind, code) => {
    if (kind === 'maintenance') double.faults.maintenance(true)
    else double.faults.add({ kind, match: {}, times: Infinity })
    expect(await failure(reader().permission('rexxfleet-host'))).toMatchObject({ code })
    expect(await failure(reader().entity(ruleSource, '1'))).toMatchObject({ code })
    expect(await failure(writer().createRow('sync', { endpoint: 1, active: false }))).toMatchObject({
      code,
      details: { unknownOutcome: true }
    })
  })

  it('by a write that is answered 400 although it was carried out (F40)', async () => {
    double.admin.cacheFolder('read-only')
    const error = await failure(writer().createRow('datasource', { identifier: ruleSource.model.name }))
    expect(error).toMatchObject({
      code: 'site-answered-badly',
      details: { unknownOutcome: true, status: 400 }
    })
  })
})

describe('an address', () => {
  it('of a Cloudrexx', async () => {
    const probe = await createAddressProber().probe(`${double.url}/cadmin/`, { allowHttp: false })
    expect(probe).toMatchObject({ baseUrl: double.url })
    expect(probe.latencyMs).toBeGreaterThanOrEqual(0)
    expect(probe.mainDomainHints.at(-1)).toBe('127.0.0.1')
    expect(double.log.requests.every(({ path }) => !path.includes('apikey'))).toBe(true)
  })

  it('of a Cloudrexx in maintenance', async () => {
    double.faults.maintenance(true)
    const look = createAddressProber().probe(double.url, { allowHttp: false })
    expect(await failure(look)).toMatchObject({ code: 'site-maintenance' })
  })
})
