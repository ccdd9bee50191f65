import { gzipSync } from 'node:zlib'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppError } from '../../../src-main/core/shared/app-error.ts'
import type { Setup } from './support/access.ts'
import {
  actor,
  linkKey,
  managementKey,
  plantedKey,
  ruleSource,
  runActor,
  setUp,
  siteAt
} from './support/access.ts'
import type { PlainSite } from './support/plain-site.ts'
import { json, ok, refuse, startPlainSite } from './support/plain-site.ts'

let site: PlainSite
let current: Setup
beforeEach(async () => {
  site = await startPlainSite()
  current = setUp({ budgetMs: 1_000 })
})
afterEach(async () => {
  current.access.close()
  await site.close()
})

const reader = () => current.access.reader(siteAt(site.url))
const writer = () => current.access.writer(siteAt(site.url), actor)
const push = (id: string) =>
  ({ source: ruleSource, id, values: { orderNo: 1 }, sender: 'primary.local', keyRef: 'link' }) as const
const failure = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => {
      throw new Error('this should have failed')
    },
    (error: unknown) => error as AppError
  )
const pause = (milliseconds: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, milliseconds))

function expectNoKey(thing: unknown): void {
  const text = inspect(thing, { depth: 10, showHidden: true, maxStringLength: null, maxArrayLength: null })
  expect(text).not.toMatch(new RegExp(`${managementKey}|${linkKey}|${plantedKey}`))
}

describe('connections', () => {
  it('are at most four at once, kept, and shared by all who want something from the site', async () => {
    site.answer(async (_, response) => {
      await pause(20)
      ok(response, {})
    })
    const second = current.access.reader(siteAt(`${site.url.toUpperCase().replace('HTTP', 'http')}`))
    await Promise.all(
      Array.from({ length: 40 }, (_, at) => (at % 2 ? reader() : second).entity(ruleSource, String(at + 1)))
    )
    expect(site.maxParallel()).toBe(4)
    expect(site.connections()).toBe(4)
  })

  it('let a person pass by a run', async () => {
    const order: string[] = []
    site.answer(async (seen, response) => {
      order.push(seen.method)
      await pause(10)
      if (seen.method === 'OPTIONS') response.writeHead(204, { Allow: 'OPTIONS, HEAD, GET' }).end()
      else ok(response, null)
    })
    const run = current.access.writer(siteAt(site.url), runActor)
    const pushes = Array.from({ length: 20 }, (_, at) => run.put(push(String(at + 1))))
    await pause(5)
    expect(await reader().permission('RewriteRule')).toBe('read')
    expect(order.indexOf('OPTIONS')).toBeLessThanOrEqual(8)
    await Promise.all(pushes)
  })

  it('carry one request at a time for an entity (F44)', async () => {
    let parallel = 0
    let most = 0
    site.answer(async (_, response) => {
      most = Math.max(most, ++parallel)
      await pause(10)
      parallel--
      ok(response, null)
    })
    await Promise.all([writer().put(push('1')), writer().put(push('1')), writer().remove(push('1'))])
    expect(most).toBe(1)
    await Promise.all([writer().put(push('1')), writer().put(push('2'))])
    expect(most).toBe(2)
  })
})

describe('what goes wrong on the way', () => {
  it('nobody is there', async () => {
    await site.close()
    const error = await failure(writer().put(push('1')))
    expect(error).toMatchObject({
      code: 'site-unreachable',
      details: { unknownOutcome: false, reason: 'ECONNREFUSED' }
    })
    expectNoKey(error)
    const lost = await failure(current.access.reader(siteAt('https://rexxfleet.invalid')).rows('host'))
    expect(lost.code).toBe('site-unreachable')
    expectNoKey(lost)
  })

  it('a write without an answer is not repeated, and its outcome is unknown', async () => {
    site.answer((_, response) => void response.destroy())
    for (const write of [writer().put(push('1')), writer().remove(push('2')), writer().post(push('3'))]) {
      expect(await failure(write)).toMatchObject({
        code: 'site-unreachable',
        details: { unknownOutcome: true }
      })
    }
    expect(site.seen).toHaveLength(3)
  })

  it('a read without an answer is repeated', async () => {
    let count = 0
    site.answer((_, response) => {
      if (++count < 3) response.destroy()
      else ok(response, { 1: { id: 1 } })
    })
    expect(await reader().entity(ruleSource, '1')).toMatchObject({ id: '1' })
    expect(count).toBe(3)
  })

  it('a body that ends early is no answer', async () => {
    let count = 0
    site.answer((_, response) => {
      count++
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' })
      response.write('{"status":"ok","meta":{},"messages":{},"data":{}')
      setTimeout(() => response.destroy(), 5)
    })
    expect(await failure(reader().rows('host'))).toMatchObject({ code: 'site-unreachable' })
    expect(count).toBe(4)
    expect(await failure(writer().put(push('1')))).toMatchObject({ details: { unknownOutcome: true } })
    expect(count).toBe(5)
  })

  it('nobody answers', async () => {
    site.answer(() => undefined)
    const started = performance.now()
    const error = await failure(writer().put(push('1')))
    expect(error).toMatchObject({ code: 'site-timeout', details: { unknownOutcome: true } })
    expect(performance.now() - started).toBeLessThan(1_500)
    expectNoKey(error)
  })

  it('an answer that drips', async () => {
    site.answer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      const drip = setInterval(() => response.write(' '), 20)
      response.once('close', () => clearInterval(drip))
    })
    const started = performance.now()
    expect(await failure(reader().entity(ruleSource, '1'))).toMatchObject({ code: 'site-timeout' })
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('an answer without end, packed small', async () => {
    current = setUp({ budgetMs: 5_000, maxBytes: 1024 * 1024 })
    const packed = gzipSync(Buffer.alloc(64 * 1024 * 1024, 32))
    site.answer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }).end(packed)
    })
    const error = await failure(reader().rows('host'))
    expect(error).toMatchObject({ code: 'site-answered-badly' })
    expect(error.message).toContain('more than')
    expect(site.seen).toHaveLength(1)
  })

  it('brackets without end', async () => {
    site.answer((_, response) => void response.end(`{"status":"ok","data":${'['.repeat(5_000_000)}`))
    expect(await failure(reader().rows('host'))).toMatchObject({ code: 'site-answered-badly' })
  })

  it('no HTTP at all', async () => {
    site.answer((_, response) => void response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n'))
    expect(await failure(reader().entity(ruleSource, '1'))).toMatchObject({ code: 'site-answered-badly' })
  })

  it('no TLS where it should be', async () => {
    const address = site.url.replace('http:', 'https:')
    const error = await failure(current.access.reader(siteAt(address)).rows('host'))
    expect(error).toMatchObject({ code: 'certificate-invalid' })
    expectNoKey(error)
  })
})

describe('what a site may say', () => {
  it.each([
    [200, '<!DOCTYPE html><title>Willkommen</title>', 'site-answered-badly'],
    [200, '', 'site-answer-empty'],
    [200, '{"status":"ok"}', 'site-answered-badly'],
    [200, '{"status":"ok","data":null}', 'site-answered-badly'],
    [200, '{"status":"ok","data":[]}', 'site-answered-badly'],
    [200, '{"status":"ok","data":{"1":"x"}}', 'site-answered-badly'],
    [200, '{"status":"ok","data":{"1":{"id":"x"}}}', 'site-answered-badly'],
    [200, 'Warning: something {"status":"ok","data":{}}', 'site-answered-badly'],
    [403, '<html><title>Forbidden</title></html>', 'site-refused'],
    [401, '', 'site-refused'],
    [404, '<html>', 'site-answered-badly'],
    [500, '<h1>Maintenance Mode</h1>', 'site-maintenance'],
    [500, 'Internal Server Error', 'site-answered-badly'],
    [502, '<html>', 'site-unreachable'],
    [504, '<html>', 'site-timeout'],
    [301, '', 'address-redirects'],
    [400, 'Exception of type "Doctrine\\ORM\\NonUniqueResultException" with message ""', 'mapping-doubled']
  ])('%i %s is %s, and never an empty list', async (status, body, code) => {
    site.answer((_, response) => {
      response
        .writeHead(status, status === 301 ? { Location: 'https://elsewhere.example/x?apikey=abc' } : {})
        .end(body)
    })
    const error = await failure(reader().rows('host'))
    expect(error.code).toBe(code)
    if (status === 301) expect(error.details['to']).toBe('https://elsewhere.example/x')
  })

  it('nothing is followed with a key', async () => {
    const other = await startPlainSite()
    site.answer((seen, response) => void response.writeHead(307, { Location: other.url + seen.url }).end())
    const codes = [await failure(writer().put(push('1'))), await failure(reader().rows('host'))]
    expect(codes.map(({ code }) => code)).toEqual(['address-redirects', 'address-redirects'])
    expect(site.seen).toHaveLength(2)
    expect(other.seen).toEqual([])
    await other.close()
  })

  it('its own texts and rows bring keys that go no further', async () => {
    const row = {
      id: 1,
      host: 'h',
      active: true,
      apiKey: plantedKey,
      apiVersion: 1,
      urlTemplate: '',
      state: 0
    }
    const whole = { 1: { ...row, lastUpdate: '2026-11-23T13:00:00+01:00' } }
    site.answer((seen, response) =>
      ok(response, Number(seen.query.get('filter[id][gt]') ?? 0) > 0 ? {} : whole)
    )
    const [host] = await reader().rows('host', { id: 1 })
    expect(host).toMatchObject({ id: 1, host: 'h' })
    site.answer((seen, response) =>
      refuse(response, 400, `it was ${seen.url} with ${seen.body} and ${plantedKey}`)
    )
    const errors = [
      await failure(writer().createRow('apikey', { keyRef: 'link' })),
      await failure(reader().rows('apikey', { apiKey: { keyRef: 'link' } })),
      await failure(writer().put(push('1')))
    ]
    expectNoKey([host, errors, current.activity.list(), current.logged])
  })
})

describe('a site that asks to wait', () => {
  it('is given the time, also by writes', async () => {
    let count = 0
    site.answer((_, response) => {
      if (++count === 1) response.writeHead(429, { 'Retry-After': '2' }).end()
      else ok(response, null)
    })
    const started = performance.now()
    await writer().put(push('1'))
    expect(count).toBe(2)
    expect(performance.now() - started).toBeGreaterThan(1_900)
  })

  it('gets nothing from anybody meanwhile', async () => {
    let first = 0
    const times: number[] = []
    site.answer((_, response) => {
      times.push(performance.now())
      if (first === 0) {
        first = performance.now()
        response.writeHead(503, { 'Retry-After': '1' }).end('busy')
      } else ok(response, null)
    })
    const early = writer().put(push('1'))
    await pause(100)
    await Promise.all([early, ...Array.from({ length: 10 }, (_, at) => writer().put(push(String(at + 2))))])
    expect(times.filter(time => time > first + 10 && time < first + 950)).toEqual([])
    expect(times).toHaveLength(12)
  })

  it('is not waited for by a push that is not wanted any more, and what is on its way is', async () => {
    let answer: (() => void) | null = null
    site.answer((seen, response) => {
      if (seen.url.includes('/1?')) answer = () => ok(response, null)
      else response.writeHead(429, { 'Retry-After': '60' }).end()
    })
    const end = new AbortController()
    const until = end.signal
    const onItsWay = writer().put(push('1'), { until })
    while (answer === null) await pause(5)
    const others = [2, 3, 4, 5, 6, 7, 8].map(id => failure(writer().put(push(String(id)), { until })))
    while (site.seen.length < 4) await pause(5)
    const started = performance.now()
    end.abort()
    const errors = await Promise.all(others)
    expect(performance.now() - started).toBeLessThan(500)
    for (const error of errors) {
      expect(['cancelled', 'site-busy']).toContain(error.code)
      expect(error.details['unknownOutcome']).not.toBe(true)
    }
    ;(answer as () => void)()
    await onItsWay
    expect(site.seen).toHaveLength(4)
  })

  it('gets half as many at once from then on, and as many as before once it copes again', async () => {
    let [seen, now, most] = [0, 0, 0]
    site.answer(async (_, response) => {
      seen += 1
      if (seen === 1) return void response.writeHead(503, { 'Retry-After': '0' }).end('busy')
      now += 1
      most = Math.max(most, now)
      await pause(10)
      now -= 1
      ok(response, null)
    })
    const send = (first: number, count: number): Promise<unknown> =>
      Promise.all(Array.from({ length: count }, (_, at) => writer().put(push(String(first + at)))))
    await send(1, 1)
    await send(10, 8)
    expect(most).toBe(2)
    most = 0
    await send(100, 60)
    expect(most).toBe(4)
  })

  it('for long does not keep a person waiting', async () => {
    site.answer((_, response) => void response.writeHead(429, { 'Retry-After': '30' }).end())
    const started = performance.now()
    const busy = { code: 'site-busy', details: { retryAfterMs: expect.any(Number) as number } }
    expect(await failure(reader().permission('RewriteRule'))).toMatchObject(busy)
    expect(await failure(reader().permission('RewriteRule'))).toMatchObject(busy)
    expect(site.seen).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('a caller who has enough', () => {
  it('cancels what is under way and what waits', async () => {
    site.answer(() => undefined)
    const cancel = new AbortController()
    const signal = cancel.signal
    const writes = Array.from({ length: 6 }, (_, at) =>
      failure(writer().put(push(String(at + 1)), { signal }))
    )
    const list = failure(
      (async () => {
        for await (const page of reader().entityPages(ruleSource, { signal }))
          throw new Error(`${page.length} came`)
      })()
    )
    await vi.waitFor(() => expect(site.seen).toHaveLength(4), 5_000)
    const started = performance.now()
    cancel.abort()
    const errors = await Promise.all(writes)
    expect(errors.map(({ code }) => code)).toEqual(Array(6).fill('cancelled'))
    // One of the four places is taken by the list.
    expect(errors.filter(({ details }) => details['unknownOutcome'] === true)).toHaveLength(3)
    expect(await list).toMatchObject({ code: 'cancelled' })
    expect(current.activity.list().map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed'])
    expect(performance.now() - started).toBeLessThan(200)
    expect((await failure(reader().rows('host', {}, { signal }))).code).toBe('cancelled')
    await pause(20)
    expect(site.seen).toHaveLength(4)
  })

  it('closes everything', async () => {
    site.answer(() => undefined)
    const waiting = Array.from({ length: 6 }, () => failure(reader().rows('host')))
    await pause(50)
    current.access.close()
    expect((await Promise.all(waiting)).map(({ code }) => code)).toEqual(Array(6).fill('cancelled'))
    expect(() => reader()).toThrow('closing')
  })

  it('stops reading pages', async () => {
    site.answer((seen, response) => {
      const after = Number(seen.query.get('filter[id][gt]') ?? 0)
      ok(response, Object.fromEntries([1, 2].map(at => [after + at, { id: after + at }])))
    })
    for await (const page of reader().entityPages(ruleSource, { pageSize: 2 })) {
      if (page[0]?.id === '5') break
    }
    await pause(30)
    expect(site.seen.length).toBeLessThanOrEqual(4)
  })
})

describe('large pages', () => {
  it('are asked for smaller when they do not come in time', async () => {
    current = setUp({ budgetMs: 200 })
    const limits: number[] = []
    site.answer((seen, response) => {
      const limit = Number(seen.query.get('limit'))
      const after = Number(seen.query.get('filter[id][gt]') ?? 0)
      limits.push(limit)
      if (limit > 60) return
      const ids = Array.from({ length: limit }, (_, at) => after + at + 1).filter(id => id <= 160)
      ok(response, Object.fromEntries(ids.map(id => [id, { id }])))
    })
    const ids = []
    for await (const page of reader().entityPages(ruleSource, { pageSize: 100 }))
      ids.push(...page.map(({ id }) => id))
    expect(limits).toEqual([100, 25, 50, 50, 50, 50])
    expect(ids).toEqual(Array.from({ length: 160 }, (_, at) => String(at + 1)))
  })
})

describe('the activity log', () => {
  it('knows of a write before the site does, and its outcome after', async () => {
    site.answer((_, response) => {
      expect(current.activity.list()).toMatchObject([{ outcome: 'sent', status: null }])
      json(response, 403, { status: 'error', messages: { error: { 0: 'Access denied' } }, data: {} })
    })
    await failure(writer().createRow('apikey', { keyRef: 'link' }))
    expect(current.activity.list()).toMatchObject([
      {
        siteId: 's',
        actor,
        request: { method: 'POST', path: '/api/v1/json/rexxfleet-apikey', body: 'apiKey=[redacted]' },
        outcome: 'failed',
        status: 403,
        answer: 'Access denied'
      }
    ])
  })

  it('that cannot be written keeps the request back', async () => {
    const activity = {
      ...current.activity,
      sent: () => {
        throw new Error('disk full')
      }
    }
    const { access } = setUp({ activity })
    await expect(access.writer(siteAt(site.url), actor).put(push('1'))).rejects.toThrow('disk full')
    expect(site.seen).toEqual([])
    access.close()
  })

  it('whose second entry fails does not turn a success into a failure', async () => {
    site.answer((_, response) => ok(response, null))
    const activity = {
      ...current.activity,
      answered: () => {
        throw new Error('disk full')
      }
    }
    const { access, logged } = setUp({ activity })
    await access.writer(siteAt(site.url), actor).put(push('1'))
    expect(logged).toHaveLength(1)
    access.close()
  })
})

describe('what is counted', () => {
  it('every request, with its size, and without keys', async () => {
    const events: unknown[] = []
    const { access } = setUp({ onRequest: event => events.push(event) })
    let bytes = 0
    let requests = 0
    const meter = { counted: (size: number) => void ((bytes += size), requests++) }
    await access.reader(siteAt(site.url), meter).rows('apikey', { apiKey: { keyRef: 'link' } })
    expect(events).toMatchObject([{ siteId: 's', method: 'GET', status: 200, actor: null }])
    expect([requests, bytes > 40]).toEqual([1, true])
    expectNoKey(events)
    access.close()
  })
})

it('no key goes over plain http to another computer', () => {
  expect(() => current.access.reader(siteAt('http://example.ch'))).toThrow(
    expect.objectContaining({ code: 'address-needs-https' })
  )
  expect(() => current.access.reader(siteAt('http://example.ch', { allowHttp: true }))).not.toThrow()
})
