import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSiteDouble } from '../../../src-main/demo/site-double.ts'
import type { SiteDouble } from '../../../src-main/demo/site-double.ts'
import { KEY, openModels, REWRITE_RULE, rule, SiteClient } from './site-client.ts'

let site: SiteDouble
let client: SiteClient

beforeEach(async () => {
  site = await createSiteDouble({ mainDomain: 'replica.local' })
  site.admin.enrol(KEY)
  openModels(site)
  client = new SiteClient(site)
})

afterEach(() => site.close())

const rules = (): number[] => site.admin.rows('core_rewrite_rule').map(row => Number(row['id']))
const mappings = (): [unknown, unknown, unknown][] =>
  site.admin
    .rows('core_module_sync_id_mapping')
    .map(row => [row['foreign_host'], row['foreign_id'], row['local_id']])

const eventField = (event: number): Record<string, string | number> => ({
  event,
  title: 'x',
  description: 'x',
  redirect: '',
  place: '',
  placeCity: '',
  placeCountry: '',
  orgName: '',
  orgCity: '',
  orgCountry: ''
})

describe('the dangers of the sync endpoint', () => {
  test('F16: without Referrer the entity is created, the answer is 400, and every retry makes one more', async () => {
    for (let i = 0; i < 3; i++) {
      const answer = await client.sync('PUT', 'RewriteRule/7', rule('/^a$/'), '')
      expect(answer.error).toContain("1048 Column 'foreign_host' cannot be null")
    }
    expect(rules()).toEqual([1, 2, 3])
    expect(mappings()).toEqual([])
  })

  test('F16: a sender without a name may hit what another sender has mapped', async () => {
    await client.sync('PUT', 'RewriteRule/7', rule('/^a$/'))
    const answer = await client.sync('PUT', 'RewriteRule/7', rule('/^b$/', 9), '')
    expect(answer.status).toBe(200)
    expect(site.admin.rows('core_rewrite_rule')[0]!['order_no']).toBe(9)
  })

  test('F17: PUT creates, updates and repeats safely; POST of a mapped entity changes nothing; DELETE takes both', async () => {
    expect((await client.sync('PUT', 'RewriteRule/7', rule('/^a$/', 1))).data['id']).toBe(1)
    expect((await client.sync('PUT', 'RewriteRule/7', rule('/^a$/', 2))).text).toContain('"data":null')
    expect((await client.sync('POST', 'RewriteRule/7', rule('/^a$/', 3))).text).toContain('"data":{"id":"1"}')
    expect(site.admin.rows('core_rewrite_rule').map(row => row['order_no'])).toEqual([2])
    expect(mappings()).toEqual([['primary.local', 'a:1:{i:0;s:1:"7";}', 'a:1:{s:2:"id";s:1:"1";}']])
    await client.sync('DELETE', 'RewriteRule/7')
    expect([rules(), mappings()]).toEqual([[], []])
    expect((await client.sync('DELETE', 'RewriteRule/7')).status).toBe(200)
  })

  test('F17: removing over v1 takes the mapping along', async () => {
    await client.sync('PUT', 'RewriteRule/7', rule('/^a$/'))
    await client.v1('DELETE', 'RewriteRule/1')
    expect(mappings()).toEqual([])
  })

  test('F18: a foreign key without a mapping is taken as it is, and hits a stranger', async () => {
    const answer = await client.sync('PUT', 'calendar-eventfield/89/5', eventField(89))
    expect(answer.text).toContain('"data":{"eventId":"89","langId":"5"}')
    expect(
      site.admin.rows('module_calendar_event_field').map(row => `${row['event_id']}/${row['lang_id']}`)
    ).toContain('89/5')
  })

  test('F18, F19: with a mapping the sender’s ids are replaced, in the entity’s own id too', async () => {
    await client.v1('POST', 'rexxfleet-idmapping', {
      body: 'foreignHost=primary.local&entityType=Cx\\Modules\\Calendar\\Model\\Entity\\Event&foreignId[]=12&localId[id]=89'
    })
    const answer = await client.sync('PUT', 'calendar-eventfield/12/2', eventField(12))
    expect(answer.text).toContain('"data":{"eventId":"89","langId":"2"}')
    expect(mappings().at(-1)).toEqual([
      'primary.local',
      'a:2:{i:0;s:2:"12";i:1;s:1:"2";}',
      'a:2:{s:7:"eventId";s:2:"89";s:6:"langId";s:1:"2";}'
    ])
  })

  test('an unmapped member of a many-to-many association is refused', async () => {
    const answer = await client.sync('PUT', 'calendar-event/12', { categories: 46, registrationForm: 1 })
    expect(answer.error).toContain(
      "Entity not found (Cx\\Modules\\Calendar\\Model\\Entity\\Category with ID array (\n  'id' => NULL,"
    )
  })

  test('F21: sent back without a mapping there, an entity is doubled; with one it is updated', async () => {
    await client.v1('POST', 'RewriteRule', { body: rule('/^own$/') })
    await client.sync('PUT', 'RewriteRule/4', rule('/^own$/', 5), 'b.local')
    expect(rules()).toEqual([1, 2])
    await client.sync('DELETE', 'RewriteRule/4', undefined, 'b.local')
    await client.v1('POST', 'rexxfleet-idmapping', {
      body: `foreignHost=b.local&entityType=${REWRITE_RULE}&foreignId[]=4&localId[id]=1`
    })
    await client.sync('PUT', 'RewriteRule/4', rule('/^own$/', 6), 'b.local')
    expect(site.admin.rows('core_rewrite_rule').map(row => [row['id'], row['order_no']])).toEqual([[1, 6]])
  })

  test('F37: answered ok, stored differently', async () => {
    expect((await client.sync('PUT', 'RewriteRule/1', rule('/^😀$/', 1))).status).toBe(200)
    const long = await client.sync('PUT', 'RewriteRule/2', {
      ...rule(`/^${'x'.repeat(400)}$/`),
      orderNo: 'abc'
    })
    expect(long.status).toBe(200)
    await client.sync('PUT', 'RewriteRule/3', {
      ...rule('/^n$/'),
      orderNo: '99999999999',
      rewriteStatusCode: '999'
    })
    const [emoji, cut, large] = site.admin.rows('core_rewrite_rule')
    expect(emoji!['regular_expression']).toBe('/^????$/')
    expect([String(cut!['regular_expression']).length, cut!['order_no']]).toEqual([255, 0])
    expect([large!['order_no'], large!['rewrite_status_code']]).toEqual([2_147_483_647, ''])
    expect((await client.sync('PUT', 'RewriteRule/4', rule('plain'))).error).toContain('Illegal regex syntax')
  })

  test('F38: one sender under two names creates everything twice', async () => {
    await client.sync('PUT', 'RewriteRule/1', rule('/^a$/'), 'primary.local')
    await client.sync('PUT', 'RewriteRule/1', rule('/^a$/'), 'www.primary.local')
    expect(rules()).toEqual([1, 2])
  })

  test('F40: on a read-only cache folder the entity is there and its mapping is not', async () => {
    site.admin.cacheFolder('read-only')
    const answer = await client.sync('PUT', 'RewriteRule/1', rule('/^a$/'))
    expect(answer.error).toContain('FileSystemException')
    expect([rules(), mappings()]).toEqual([[1], []])
  })

  test('F43: a dead mapping: PUT and DELETE are refused, POST drops it and creates anew', async () => {
    await client.sync('PUT', 'RewriteRule/1', rule('/^a$/'))
    site.admin.sql({ delete: 'core_rewrite_rule', where: { id: 1 } })
    for (const method of ['PUT', 'DELETE']) {
      expect((await client.sync(method, 'RewriteRule/1', rule('/^a$/'))).error).toContain('Entry not found!')
    }
    expect((await client.sync('POST', 'RewriteRule/1', rule('/^a$/'))).data['id']).toBe(2)
    expect(mappings()).toEqual([['primary.local', 'a:1:{i:0;s:1:"1";}', 'a:1:{s:2:"id";s:1:"2";}']])
  })

  test('F44: two requests at once for one new id make two entities, and nothing works for that id any more', async () => {
    const both = await Promise.all([1, 2].map(() => client.sync('PUT', 'RewriteRule/1', rule('/^a$/'))))
    expect(both.map(answer => answer.status)).toEqual([200, 200])
    expect(rules()).toEqual([1, 2])
    expect(mappings()).toHaveLength(2)
    for (const method of ['PUT', 'POST', 'DELETE']) {
      const answer = await client.sync(method, 'RewriteRule/1', rule('/^a$/'))
      expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('NonUniqueResultException')])
      expect(answer.headers.get('content-type')).toBe('text/html; charset=UTF-8')
    }
    expect(site.log.maxParallelPerEntity).toBe(2)
  })

  test('F44: the race is there with latency too, and latency is not longer for it', async () => {
    site.faults.latency(60)
    const started = performance.now()
    await Promise.all([1, 2].map(() => client.sync('PUT', 'RewriteRule/1', rule('/^a$/'))))
    expect(performance.now() - started).toBeLessThan(600)
    expect(rules()).toEqual([1, 2])
  })

  test('Sync’s own entities get no mapping: each push makes another', async () => {
    const relation = {
      relatedSync: 1,
      foreignDataAccess: 1,
      lft: 1,
      rgt: 2,
      lvl: 0,
      localFieldName: 'x',
      doSync: 0,
      defaultEntityId: 0
    }
    for (let i = 0; i < 2; i++) await client.sync('PUT', 'rexxfleet-relation/1', relation)
    expect(site.admin.rows('core_module_sync_relation').map(row => row['id'])).toEqual([1, 2])
    expect(mappings()).toEqual([])
  })

  test('a key is looked at only after the mappings: a removal of the unknown needs none', async () => {
    const answer = await client.call('DELETE', '/api/sync/v1/json/RewriteRule/9', {
      key: '',
      referrer: 'http://a.b/'
    })
    expect(answer.status).toBe(200)
  })
})
