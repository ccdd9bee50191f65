import { expect, test } from 'vitest'
import { startSiteDoubleProcess } from '../../../src-main/demo/control/site-double-process.ts'
import { createSiteDouble, seedContent } from '../../../src-main/demo/site-double.ts'
import type { SiteDouble } from '../../../src-main/demo/site-double.ts'
import { KEY, openModels, rule, SiteClient } from './site-client.ts'

async function seeded(seed: number): Promise<SiteDouble> {
  const site = await createSiteDouble({ mainDomain: 'a.local' })
  seedContent(site, { seed, rewriteRules: 500, events: 200 })
  return site
}

test('the same seed makes the same content, another seed other content', async () => {
  const sites = await Promise.all([seeded(7), seeded(7), seeded(8)])
  const [one, same, other] = sites.map(site => site.snapshot())
  await Promise.all(sites.map(site => site.close()))
  expect(same).toEqual(one)
  expect(other).not.toEqual(one)
})

test('seeded content is what a site could hold: unique rules, parents for all, nothing that storage would change', async () => {
  const site = await seeded(3)
  const rules = site.admin.rows('core_rewrite_rule').map(row => String(row['regular_expression']))
  expect(new Set(rules).size).toBe(500)
  expect(rules.every(text => [3, 4].includes(text.split(text.charAt(0)).length))).toBe(true)

  const events = new Set(site.admin.rows('module_calendar_event').map(row => row['id']))
  const forms = new Set(site.admin.rows('module_calendar_registration_form').map(row => row['id']))
  expect(events.size).toBe(202)
  for (const table of [
    'module_calendar_event_field',
    'module_calendar_events_categories',
    'module_calendar_invite'
  ]) {
    const rows = site.admin.rows(table)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(row => !events.has(row['event_id']!))).toEqual([])
  }
  expect(
    site.admin.rows('module_calendar_event').filter(row => !forms.has(row['registration_form']!))
  ).toEqual([])
  expect(site.admin.rows('module_calendar_registration_form_field_value').length).toBeGreaterThan(0)

  // written over its own interface, every row stays as it is
  site.admin.enrol(KEY)
  openModels(site)
  const client = new SiteClient(site)
  const before = site.admin.rows('core_rewrite_rule')
  const listed = await client.v1('GET', 'RewriteRule?limit=50')
  for (const [id, entity] of Object.entries(listed.data)) {
    const answer = await client.v1('PUT', `RewriteRule/${id}`, {
      body: { regularExpression: String(entity['regularExpression']), orderNo: String(entity['orderNo']) }
    })
    expect(answer.status).toBe(200)
  }
  expect(site.admin.rows('core_rewrite_rule')).toEqual(before)
  await site.close()
})

test('a hundred thousand rules can be made up, and a page of them read, without effort', async () => {
  const site = await createSiteDouble({ mainDomain: 'a.local' })
  site.admin.enrol(KEY)
  openModels(site)
  seedContent(site, { rewriteRules: 100_000 })
  const page = await new SiteClient(site).v1(
    'GET',
    'RewriteRule?filter[id][gt]=99000&order[id]=ASC&limit=2000'
  )
  expect(Object.keys(page.data)).toHaveLength(1000)
  await site.close()
})

test('a million rules that nobody holds: listed, changed and removed like any others', async () => {
  const site = await createSiteDouble({ mainDomain: 'a.local' })
  site.admin.enrol(KEY)
  openModels(site)
  seedContent(site, { lazyRewriteRules: 1_000_000 })
  const client = new SiteClient(site)
  const page = await client.v1('GET', 'RewriteRule?filter[id][gt]=999990&order[id]=ASC&limit=2000')
  expect(Object.keys(page.data)).toHaveLength(10)
  await client.v1('PUT', 'RewriteRule/500000', { body: 'orderNo=7' })
  await client.v1('DELETE', 'RewriteRule/500001')
  const created = await client.v1('POST', 'RewriteRule', { body: rule('/^new$/') })
  expect(created.data['id']).toBe(1_000_001)
  const around = await client.v1('GET', 'RewriteRule?filter[id][gte]=500000&order[id]=ASC&limit=2')
  expect(Object.entries(around.data).map(([id, entity]) => [id, entity['orderNo']])).toEqual([
    ['500000', 7],
    ['500002', 500_002]
  ])
  await site.close()
})

test('a snapshot starts another site, and restores one', async () => {
  const site = await seeded(1)
  const frozen = site.snapshot()
  const twin = await createSiteDouble({
    mainDomain: 'other',
    snapshot: JSON.parse(JSON.stringify(frozen)) as typeof frozen
  })
  expect(twin.mainDomain).toBe('a.local')
  expect(twin.snapshot()).toEqual(frozen)
  await twin.admin.edit({ operation: 'delete', model: 'RewriteRule', id: 1 })
  expect(twin.snapshot()).not.toEqual(frozen)
  twin.restore(frozen)
  expect(twin.snapshot()).toEqual(frozen)
  await Promise.all([site.close(), twin.close()])
})

test('a double in a process of its own takes the same calls', async () => {
  const site = await startSiteDoubleProcess({
    mainDomain: 'far.local',
    seed: 4,
    rewriteRules: 20,
    events: 3,
    managementKey: KEY
  })
  try {
    expect(await site.rows('core_rewrite_rule')).toHaveLength(20)
    const listed = await new SiteClient(site).v1('GET', 'rexxfleet-endpoint?filter[name]=rexxfleet-host')
    expect(Object.keys(listed.data)).toEqual(['19'])
    const id = await site.addFault({ kind: 'status', status: 503, match: { pathIncludes: 'rexxfleet' } })
    expect((await new SiteClient(site).v1('GET', 'rexxfleet-host')).status).toBe(503)
    expect(await site.faultHits(id)).toBe(1)
    expect((await site.log()).requests).toHaveLength(2)
    await expect(site.edit({ operation: 'delete', model: 'RewriteRule', id: 99 })).rejects.toThrow('no Cx')
    await site.edit({ operation: 'delete', model: 'RewriteRule', id: 1 })
    expect(await site.rows('core_rewrite_rule')).toHaveLength(19)
    expect(await site.memory()).toBeGreaterThan(1e6)
  } finally {
    await site.close()
  }
})
