import { Agent, get } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSiteDouble } from '../../../src-main/demo/site-double.ts'
import type { FaultKind, SiteDouble } from '../../../src-main/demo/site-double.ts'
import { KEY, openModels, rule, SiteClient } from './site-client.ts'

let site: SiteDouble
let client: SiteClient

beforeEach(async () => {
  site = await createSiteDouble({ mainDomain: 'replica.local' })
  site.admin.enrol(KEY)
  openModels(site)
  client = new SiteClient(site)
})

afterEach(() => site.close())

const fault = (kind: FaultKind): { remove(): void; hits(): number } =>
  site.faults.add({ ...kind, match: { pathIncludes: '/RewriteRule' } })
const push = (id: number): Promise<{ status: number; text: string; headers: Headers }> =>
  client.sync('PUT', `RewriteRule/${id}`, rule(`/^${id}$/`))
const stored = (): number => site.admin.rows('core_rewrite_rule').length

describe('faults on request', () => {
  test('status: answered with it, headers and body included, nothing carried out', async () => {
    const added = fault({ kind: 'status', status: 429, headers: { 'retry-after': '3' }, body: 'slow down' })
    const answer = await push(1)
    expect([answer.status, answer.headers.get('retry-after'), answer.text]).toEqual([429, '3', 'slow down'])
    expect([stored(), added.hits()]).toEqual([0, 1])
    expect((await push(1)).status).toBe(200)
  })

  test('hang: never answered, nothing carried out', async () => {
    fault({ kind: 'hang' })
    const hanging = fetch(`${site.url}/api/v1/json/RewriteRule?apikey=${KEY}`, {
      signal: AbortSignal.timeout(100)
    })
    await expect(hanging).rejects.toThrow()
    await expect.poll(() => site.log.requests.at(-1)?.status).toBe(0)
    expect(stored()).toBe(0)
  })

  test('cut: the connection is reset, nothing carried out', async () => {
    fault({ kind: 'cut' })
    await expect(push(1)).rejects.toThrow()
    expect(stored()).toBe(0)
  })

  test('lost-answer: carried out, and the answer never comes', async () => {
    fault({ kind: 'lost-answer' })
    await expect(push(1)).rejects.toThrow()
    expect(stored()).toBe(1)
    expect(site.admin.rows('core_module_sync_id_mapping')).toHaveLength(1)
  })

  test('truncate: the body ends half-way', async () => {
    site.admin.seed({ rewriteRules: 50 })
    fault({ kind: 'truncate' })
    await expect(client.v1('GET', 'RewriteRule')).rejects.toThrow()
  })

  test('html: 200 and no JSON', async () => {
    fault({ kind: 'html' })
    const answer = await client.v1('GET', 'RewriteRule')
    expect([answer.status, answer.text.startsWith('<!DOCTYPE html>')]).toEqual([200, true])
  })

  test('empty and short-page: 200 with less than there is', async () => {
    site.admin.seed({ rewriteRules: 10 })
    fault({ kind: 'empty' })
    expect((await client.v1('GET', 'RewriteRule')).data).toEqual({})
    fault({ kind: 'short-page' })
    expect(Object.keys((await client.v1('GET', 'RewriteRule')).data)).toHaveLength(5)
    fault({ kind: 'short-page', keep: 2 })
    expect(Object.keys((await client.v1('GET', 'RewriteRule')).data)).toHaveLength(2)
  })

  test('slow: carried out, late', async () => {
    fault({ kind: 'slow', ms: 120 })
    const started = performance.now()
    await push(1)
    expect(performance.now() - started).toBeGreaterThanOrEqual(115)
  })

  test('the n-th request, a number of times, by method, or by a function', async () => {
    site.faults.add({ kind: 'status', status: 503, match: { method: 'PUT', nth: 2 }, times: 2 })
    const statuses: number[] = []
    for (let id = 1; id <= 5; id++) statuses.push((await push(id)).status)
    expect(statuses).toEqual([200, 503, 503, 200, 200])
    const added = site.faults.add({
      kind: 'status',
      status: 500,
      match: (_method, path) => path.includes('/9?')
    })
    expect((await push(8)).status).toBe(200)
    expect((await push(9)).status).toBe(500)
    expect(added.hits()).toBe(1)
  })

  test('faults can be taken back', async () => {
    const added = site.faults.add({ kind: 'status', status: 500, match: {}, times: Infinity })
    expect((await push(1)).status).toBe(500)
    added.remove()
    expect((await push(1)).status).toBe(200)
    site.faults.maintenance(true)
    expect((await push(1)).text).toContain('Maintenance Mode')
    site.faults.clear()
    expect((await push(1)).status).toBe(200)
  })
})

describe('the log', () => {
  test('knows method, place, sender, answer and size', async () => {
    await push(7)
    expect(site.log.requests.at(-1)).toMatchObject({
      method: 'PUT',
      face: 'sync',
      endpoint: 'RewriteRule',
      id: '7',
      referrer: 'http://primary.local/cadmin/',
      status: 200
    })
    expect(site.log.requests.at(-1)!.bytes).toBeGreaterThan(20)
  })

  test('counts parallel requests and connections', async () => {
    site.faults.latency(30)
    site.log.clear()
    const agent = new Agent({ keepAlive: true, maxSockets: 2 })
    const ask = (): Promise<void> =>
      new Promise((resolve, reject) => {
        get(`${site.url}/api/v1/json/RewriteRule?apikey=${KEY}`, { agent }, response => {
          response.resume()
          response.on('end', () => resolve())
        }).on('error', reject)
      })
    await Promise.all(Array.from({ length: 8 }, ask))
    agent.destroy()
    expect([site.log.maxParallel, site.log.connections, site.log.requests.length]).toEqual([2, 2, 8])
  })
})
