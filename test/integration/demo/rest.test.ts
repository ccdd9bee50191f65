import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSiteDouble } from '../../../src-main/demo/site-double.ts'
import type { SiteDouble } from '../../../src-main/demo/site-double.ts'
import { KEY, openModels, rule, SiteClient } from './site-client.ts'

let site: SiteDouble
let client: SiteClient

beforeEach(async () => {
  site = await createSiteDouble({ mainDomain: 'primary.local' })
  site.admin.enrol(KEY)
  openModels(site)
  client = new SiteClient(site)
})

afterEach(() => site.close())

describe('keys and grants', () => {
  test('F2, F5: no key, a short one, an unknown one: access denied', async () => {
    for (const key of ['', 'short', 'f'.repeat(32)]) {
      const answer = await client.v1('GET', 'rexxfleet-host', { key })
      expect([answer.status, answer.error]).toEqual([403, 'Access denied'])
    }
  })

  test('F5, F7: a read-only key reads, and OPTIONS says so', async () => {
    await client.v1('POST', 'rexxfleet-apikey', { body: { apiKey: 'r'.repeat(32) } })
    await client.v1('POST', 'rexxfleet-grant', { body: { apiKey: 2, dataAccess: 23, readOnly: 1 } })
    const options = await client.v1('OPTIONS', 'RewriteRule', { key: 'r'.repeat(32) })
    const written = await client.v1('POST', 'RewriteRule', { key: 'r'.repeat(32), body: rule('/^a$/') })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'OPTIONS, HEAD, GET'])
    expect(written.status).toBe(403)
    expect(site.admin.rows('core_rewrite_rule')).toEqual([])
  })

  test('F5: an API key that exists is refused with an empty text', async () => {
    const answer = await client.v1('POST', 'rexxfleet-apikey', { body: { apiKey: KEY } })
    expect([answer.status, answer.error]).toEqual([400, ''])
  })

  test('a read-only enrolment cannot write', async () => {
    const other = await createSiteDouble({ mainDomain: 'other.local' })
    other.admin.enrol(KEY, { readOnly: true })
    const answer = await new SiteClient(other).v1('POST', 'rexxfleet-apikey', {
      body: { apiKey: 'x'.repeat(32) }
    })
    await other.close()
    expect(answer.status).toBe(403)
  })
})

describe('writes', () => {
  test('F3: a JSON body is answered ok and changes nothing', async () => {
    await client.v1('POST', 'RewriteRule', { body: rule('/^a$/', 5) })
    const answer = await client.v1('PUT', 'RewriteRule/1', { body: '{"orderNo":77}' })
    expect(answer.status).toBe(200)
    expect(site.admin.rows('core_rewrite_rule')[0]!['order_no']).toBe(5)
  })

  test('F3: fieldList[]= hides every field', async () => {
    await client.v1('POST', 'RewriteRule', { body: rule('/^a$/') })
    await client.v1('PUT', 'rexxfleet-endpoint/23', { body: 'fieldList[]=' })
    expect((await client.v1('GET', 'RewriteRule')).data).toEqual({})
    await client.v1('PUT', 'rexxfleet-endpoint/23', { body: 'fieldList[]=id&fieldList[]=orderNo' })
    expect((await client.v1('GET', 'RewriteRule')).data).toEqual({ 1: { id: 1, orderNo: 1 } })
  })

  test('F6: a missing entity reads as nothing, and cannot be written', async () => {
    expect((await client.v1('GET', 'RewriteRule/9')).text).toContain('"data":{}')
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const answer = await client.v1(method, 'RewriteRule/9', { body: 'orderNo=1' })
      expect([answer.status, answer.error]).toEqual([
        400,
        'Exception of type "Exception" with message "Entry not found!"'
      ])
    }
  })

  test('a write without an id hits the first entity', async () => {
    await client.v1('POST', 'RewriteRule', { body: rule('/^a$/') })
    await client.v1('POST', 'RewriteRule', { body: rule('/^b$/') })
    await client.v1('PUT', 'RewriteRule', { body: 'orderNo=8' })
    expect(site.admin.rows('core_rewrite_rule').map(row => row['order_no'])).toEqual([8, 1])
    await client.v1('DELETE', 'RewriteRule')
    expect(site.admin.rows('core_rewrite_rule').map(row => row['id'])).toEqual([2])
  })

  test('F15: nothing can be emptied: no field to NULL, no association, no membership', async () => {
    await client.v1('PUT', 'calendar-event/88', { body: 'invitedGroups=&startDate=' })
    const event = site.admin.rows('module_calendar_event')[0]!
    expect([event['invited_groups'], event['startdate']]).toEqual(['', null])
    const emptied = await client.v1('PUT', 'calendar-event/88', { body: 'registrationForm=' })
    expect(emptied.error).toContain('Entity not found')
    await client.v1('PUT', 'calendar-event/88', { body: 'categories=49' })
    const of88 = site.admin.rows('module_calendar_events_categories').filter(row => row['event_id'] === 88)
    expect(of88.map(row => row['category_id'])).toEqual([46, 49])
  })

  test('F33, F5: what is in use stays', async () => {
    for (const path of [
      'rexxfleet-apikey/1',
      'rexxfleet-endpoint/23',
      'rexxfleet-datasource/23',
      'calendar-registrationform/1'
    ]) {
      const answer = await client.v1('DELETE', path)
      expect(answer.error).toContain('ForeignKeyConstraintViolationException')
      expect(answer.error).toContain('SQLSTATE[23000]: Integrity constraint violation: 1451')
    }
  })

  test('F36: a duplicate uses an id up, a missing field does not', async () => {
    await client.v1('POST', 'rexxfleet-datasource', { body: { identifier: 'A', options: '' } })
    await client.v1('POST', 'rexxfleet-datasource', { body: { identifier: 'a', options: '' } })
    await client.v1('POST', 'rexxfleet-datasource', { body: { options: '' } })
    const next = await client.v1('POST', 'rexxfleet-datasource', { body: { identifier: 'B', options: '' } })
    expect(next.data['id']).toBe(26)
  })

  test('F40: on a read-only cache folder a creation is answered 400, and the row is there', async () => {
    site.admin.cacheFolder('read-only')
    const answer = await client.v1('POST', 'RewriteRule', { body: rule('/^a$/') })
    expect(answer.status).toBe(400)
    expect(answer.error).toContain('FileSystemException')
    expect(site.admin.rows('core_rewrite_rule')).toHaveLength(1)
    site.admin.cacheFolder('writable')
    expect((await client.v1('POST', 'RewriteRule', { body: rule('/^b$/') })).status).toBe(200)
  })

  test('F35: a data source that names a class that is gone is refused, and repaired by PUT', async () => {
    site.admin.sql({
      insert: 'core_module_data_access_data_access_apikey',
      row: { api_key_id: 1, data_access_id: 9, read_only: 0 }
    })
    expect((await client.v1('GET', 'calendar-registrationformname')).error).toContain('does not exist')
    await client.v1('PUT', 'rexxfleet-datasource/9', {
      body: { identifier: 'Cx\\Modules\\Calendar\\Model\\Entity\\RegistrationFormFieldName' }
    })
    expect(Object.keys((await client.v1('GET', 'calendar-registrationformname?limit=2')).data)).toEqual([
      '1/1/1',
      '1/1/2'
    ])
  })
})

describe('lists', () => {
  test('F11: every page by keyset, nothing twice, nothing left out', async () => {
    site.admin.seed({ rewriteRules: 250 })
    const seen: number[] = []
    for (let last = 0; ; last = seen.at(-1)!) {
      const page = await client.v1('GET', `RewriteRule?filter[id][gt]=${last}&order[id]=ASC&limit=40`)
      const ids = Object.keys(page.data).map(Number)
      if (ids.length === 0) break
      seen.push(...ids)
    }
    expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => index + 1))
  })

  test('F9: the order stands in the text, and only upper case counts', async () => {
    site.admin.seed({ rewriteRules: 3 })
    const keys = async (query: string): Promise<string[]> => {
      const { text } = await client.v1('GET', `RewriteRule?${query}`)
      return [...text.matchAll(/"(\d+)":\{/g)].map(match => match[1]!)
    }
    expect(await keys('order[id]=DESC')).toEqual(['3', '2', '1'])
    expect(await keys('order[id]=desc')).toEqual(['1', '2', '3'])
    expect(await keys('order=id/DESC')).toEqual(['1', '2', '3'])
    expect(await keys('order[orderNo]=ASC&order[id]=DESC')).toEqual(['3', '2', '1'])
  })

  test('F10: to-one associations are filtered by id, `not` is offered and fails', async () => {
    const fields = await client.v1('GET', 'calendar-eventfield?filter[event]=88')
    expect(Object.keys(fields.data)).toEqual(['88/1', '88/2'])
    const failed = await client.v1('GET', 'calendar-event?filter[id][not]=88')
    expect([failed.status, failed.error]).toEqual([400, expect.stringContaining('QueryException')])
  })

  test('F12: with recursion the limit counts joined rows, so a page may hold fewer entities', async () => {
    await client.v1('PUT', 'calendar-event/88', { body: 'categories=49' })
    await client.v1('PUT', 'rexxfleet-datasource/1', { body: 'options[recurse]=1' })
    const page = await client.v1('GET', 'calendar-event?limit=2')
    expect(Object.keys(page.data)).toEqual(['88'])
    expect(Object.keys(page.data['88']!['categories'] as object)).toEqual(['46', '49'])
    const cut = await client.v1('GET', 'calendar-event?limit=1')
    expect(Object.keys(cut.data['88']!['categories'] as object)).toEqual(['46'])
    const filtered = await client.v1('GET', 'calendar-event?filter[categories]=49')
    expect(Object.keys(filtered.data['88']!['categories'] as object)).toEqual(['49'])
  })

  test('F34: a bare table is read as text, numbered from 0, and never written', async () => {
    site.admin.sql({
      insert: 'core_data_source',
      row: { identifier: 'module_calendar_settings', options: 'a:0:{}', type: 'legacyDatabaseRepository' }
    })
    await client.v1('POST', 'rexxfleet-endpoint', {
      body: 'name=settings&dataSource=24&fieldList=&accessCondition=&allowedOutputMethods='
    })
    await client.v1('POST', 'rexxfleet-grant', { body: 'apiKey=1&dataAccess=24&readOnly=0' })
    const found = await client.v1('GET', 'settings?filter[name]=numPaging')
    expect(found.data['0']).toMatchObject({ id: '8', name: 'numPaging', value: '15' })
    const refused = await client.v1('POST', 'settings', { body: 'name=x' })
    expect(refused.error).toBe('Exception of type "BadMethodCallException" with message "Access denied"')
  })
})

test('F5: while the database is down every request gets the maintenance page', async () => {
  site.admin.database('down')
  const answer = await client.v1('GET', 'RewriteRule')
  expect([answer.status, answer.text]).toEqual([500, expect.stringContaining('Maintenance Mode')])
  site.admin.database('up')
  expect((await client.v1('GET', 'RewriteRule')).status).toBe(200)
})

test('the website names its main domain as canonical, which need not be the address (F38)', async () => {
  const page = await (await fetch(`${site.url}/`)).text()
  expect(page).toContain('<link rel="canonical" href="http://primary.local/"')
})
