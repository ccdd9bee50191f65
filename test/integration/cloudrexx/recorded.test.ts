import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAppError } from '../../../src-main/core/shared/app-error.ts'
import { linkKey, managementKey, ruleSource, setUp, siteAt, actor } from './support/access.ts'
import type { PlainSite } from './support/plain-site.ts'
import { startPlainSite } from './support/plain-site.ts'

interface Exchange {
  name: string
  request: { method: string; path: string; body: string | null; headers: Record<string, string> }
  response: { status: number; headers: Record<string, string>; json?: unknown; text?: string }
}

const folder =
  process.env['REXXFLEET_RECORDINGS'] ?? resolve(import.meta.dirname, '../../../../shared/cloudrexx')
const file = resolve(folder, 'exchanges.jsonl')

/** Requests as the client makes them, answered as a real site answered. */
describe.skipIf(!existsSync(file))('answers of a real site', () => {
  let site: PlainSite
  const { access, activity } = setUp()
  const exchanges = new Map<string, Exchange>()

  beforeAll(async () => {
    for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
      const exchange = JSON.parse(line) as Exchange
      if (exchange.request) exchanges.set(exchange.name, exchange)
    }
    site = await startPlainSite()
  })
  afterAll(async () => {
    access.close()
    await site.close()
  })

  function play(...names: string[]): void {
    const queue = [...names]
    site.answer((_, response) => {
      const name = queue.shift()
      if (name === undefined) {
        response.setHeader('Content-Type', 'application/json')
        response.end('{"status":"ok","meta":{"request":{}},"messages":{},"data":{}}')
        return
      }
      const { response: recorded } = exchanges.get(name)!
      for (const [header, value] of Object.entries(recorded.headers)) response.setHeader(header, value)
      response.statusCode = recorded.status
      response.end(recorded.json === undefined ? recorded.text : JSON.stringify(recorded.json))
    })
  }
  const reader = () => access.reader(siteAt(site.url))
  const writer = () => access.writer(siteAt(site.url), actor)

  it('reads rows of each kind without their keys', async () => {
    play('datasource.get-after-recurse')
    expect(await reader().rows('datasource')).toEqual([
      { id: 23, identifier: ruleSource.model.name, options: { recurse: '1' } }
    ])
    play('endpoint.find-by-name')
    expect(await reader().rows('endpoint', { name: 'RewriteRule' })).toMatchObject([
      {
        id: 23,
        name: 'RewriteRule',
        dataSource: { id: 23, identifier: ruleSource.model.name },
        fieldList: {}
      }
    ])
    play('grant.get')
    expect(await reader().rows('grant')).toEqual([
      { id: 12, readOnly: false, apiKeyId: 2, endpoint: { id: 23, name: 'RewriteRule' } }
    ])
    play('apikey.find')
    const [key] = await reader().rows('apikey')
    play('host.find')
    const [host] = await reader().rows('host')
    expect(key).toMatchObject({ id: 2, length: 32 })
    expect(host).toMatchObject({ id: 1, host: '127.0.0.1', active: true, state: 0, apiVersion: 1 })
    expect(host?.keyPrint).toBe(key?.print)
    expect(inspect([key, host], { depth: 10 })).not.toContain(linkKey)
    play('hostentity.list')
    expect(await reader().rows('hostentity')).toEqual([{ syncId: 12, hostId: 1, entityId: '*' }])
    play('change.list')
    const changes = await reader().rows('change')
    expect(changes).toHaveLength(5)
    expect(changes[0]).toEqual({
      id: 1,
      syncId: 12,
      originSyncId: 12,
      eventType: 'post',
      condition: 'forward',
      entityIndex: { id: '7' },
      hostIds: [1]
    })
    expect(changes[4]?.entityIndex).toEqual({ id: '' })
    play('calendar.mappings')
    const mappings = await reader().rows('idmapping')
    expect(mappings.at(-1)).toMatchObject({ foreignId: ['89', '1'], localId: { eventId: '89', langId: '9' } })
    expect(mappings[0]).toMatchObject({ foreignId: ['1'], localId: { id: '2' } })
    play('legacy.find-source')
    expect(await reader().rows('legacysource')).toMatchObject([{ identifier: 'module_calendar_host' }])
  })

  it('writes rows as the recorded requests did', async () => {
    const requests = site.seen
    const start = requests.length
    play(
      'datasource.create@primary',
      'endpoint.create@primary',
      'apikey.create',
      'grant.create-write',
      'sync.create'
    )
    expect(await writer().createRow('datasource', { identifier: ruleSource.model.name })).toBe('23')
    expect(await writer().createRow('endpoint', { name: 'RewriteRule', dataSource: 23 })).toBe('23')
    expect(await writer().createRow('apikey', { keyRef: 'link' })).toBe('2')
    expect(await writer().createRow('grant', { apiKey: 2, endpoint: 23, readOnly: false })).toBe('12')
    expect(await writer().createRow('sync', { endpoint: 23, active: true })).toBe('12')
    play('host.create', 'hostentity.create', 'reverse.create-mapping', 'datasource.set-recurse')
    const urlTemplate =
      'http://[[HOST]]:8102/api/sync/v[[API_VERSION]]/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]'
    const lastUpdate = Date.parse('2026-11-23T12:00:00Z')
    const host = { host: '127.0.0.1', active: true, keyRef: 'link', urlTemplate, state: 0, lastUpdate }
    expect(await writer().createRow('host', host)).toBe('1')
    expect(await writer().createRow('hostentity', { syncId: 12, hostId: 1, entityId: '*' })).toBe('12/1/*')
    const mapping = {
      foreignHost: 'replica.local',
      entityType: ruleSource.model.name,
      foreignId: ['2'],
      localId: { id: '1' }
    }
    expect(await writer().createRow('idmapping', mapping)).toBe('2')
    await writer().updateRow('datasource', 23, { options: { recurse: '1' } })
    const names = [
      'datasource.create@primary',
      'endpoint.create@primary',
      'apikey.create',
      'grant.create-write',
      'sync.create',
      'host.create',
      'hostentity.create',
      'reverse.create-mapping',
      'datasource.set-recurse'
    ]
    names.forEach((name, at) => {
      const recorded = exchanges.get(name)!.request
      const seen = requests[start + at]!
      expect([name, seen.method, seen.url]).toEqual([name, recorded.method, recorded.path])
      expect([...new URLSearchParams(seen.body)]).toEqual([...new URLSearchParams(recorded.body ?? '')])
    })
    expect(inspect(activity.list(), { depth: 10 })).not.toMatch(new RegExp(`${linkKey}|${managementKey}`))
  })

  it.each([
    ['probe.no-key', 'site-refused', false],
    ['datasource.create-duplicate', 'name-taken', false],
    ['apikey.create-duplicate', 'name-taken', false],
    ['host.create-missing-fields', 'value-refused', false],
    ['host.delete-while-referenced', 'row-in-use', false],
    ['entity.put-missing', 'entity-not-found', false],
    ['lossy.not-a-regex', 'value-refused', false],
    ['endpoint.create-unknown-datasource', 'value-refused', false],
    ['calendar.sync-event-zero-date-refused', 'value-refused', false],
    ['list.filter-unknown-field', 'value-refused', false],
    ['probe.unknown-endpoint', 'entity-not-found', false],
    ['sync.no-referrer', 'value-refused', true],
    ['outage.database-down', 'site-maintenance', true],
    ['probe.unknown-version', 'site-answered-badly', true],
    ['sync.put-without-element', 'site-answered-badly', true]
  ])('%s is %s', async (name, code, unknownOutcome) => {
    play(name)
    const thrown = await writer()
      .createRow('apikey', { keyRef: 'link' })
      .catch((error: unknown) => error)
    expect(thrown).toMatchObject({ code, details: { unknownOutcome } })
    expect(inspect(thrown, { depth: 10, showHidden: true })).not.toMatch(
      new RegExp(`${linkKey}|${managementKey}`)
    )
  })

  it('reads permissions', async () => {
    play('probe.options-write-key')
    expect(await reader().permissionOf('link', 'RewriteRule')).toBe('write')
    play('probe.options-read-only-key')
    expect(await reader().permission('RewriteRule')).toBe('read')
    play('probe.key-without-grant')
    expect(await reader().permission('calendar-event')).toBe('none')
    play('outage.database-down')
    await expect(reader().permission('x')).rejects.toSatisfy(error => isAppError(error, 'site-maintenance'))
  })

  it('reads and pushes entities', async () => {
    play('list.all')
    const pages = []
    for await (const page of reader().entityPages(ruleSource)) pages.push(page)
    expect(pages).toHaveLength(1)
    expect(pages[0]?.[2]).toEqual({
      id: '3',
      fields: {
        id: 3,
        regularExpression: '/^r3$/',
        orderNo: 3,
        rewriteStatusCode: '301',
        continueOnMatch: false
      },
      toOne: {},
      toMany: {}
    })
    play('entity.get-missing')
    expect(await reader().entity(ruleSource, '999')).toBeNull()
    play('sync.put-new-entity')
    const values = {
      regularExpression: '/^r1$/',
      orderNo: 1,
      rewriteStatusCode: '301',
      continueOnMatch: false
    }
    await writer().put({ source: ruleSource, id: '1', values, sender: 'primary.local', keyRef: 'link' })
    const recorded = exchanges.get('sync.put-new-entity')!.request
    const seen = site.seen.at(-1)!
    expect(seen).toMatchObject({ method: 'PUT', url: recorded.path, body: recorded.body })
    expect(seen.headers['referrer']).toBe('http://primary.local/cadmin/')
    play('host.delete')
    await writer().removeRow('host', 1)
  })
})
