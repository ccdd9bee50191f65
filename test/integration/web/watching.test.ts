/** Health and metrics: what a supervisor and a scraper may see, and what floods may do. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Handlers } from '../../../src-main/contract/calls.ts'
import { Rate } from '../../../src-main/faces/web/rate.ts'
import { openDoor, type OpenDoor } from './door.ts'

const handlers: Partial<Handlers> = {
  'settings.get': async () => ({}),
  'app.metrics': async () => [
    { name: 'rexxfleet_sites', help: 'Sites.', type: 'gauge', labels: { health: 'o"k\n' }, value: 3 },
    { name: 'rexxfleet_sites', help: 'Sites.', type: 'gauge', labels: { health: 'slow' }, value: 0 }
  ]
}

let folder: string
let open: OpenDoor
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rexxfleet-watching-'))
  open = await openDoor(handlers, { metricsTokenFile: join(folder, 'metrics-token') })
})
afterEach(async () => {
  await open.close()
  rmSync(folder, { recursive: true })
})

const token = (): string => readFileSync(join(folder, 'metrics-token'), 'utf8').trim()
const bearer = (text: string): { headers: Record<string, string> } => ({
  headers: { authorization: `Bearer ${text}` }
})

describe('/healthz', () => {
  test('tells whether the program works, without a session, and nothing else', async () => {
    const answer = await open.ask('/healthz')
    expect([answer.status, answer.json()]).toEqual([200, { status: 'ok' }])
  })

  test('only reads, and only for our own address', async () => {
    const origin = open.door.origin
    expect((await open.ask('/healthz', { method: 'POST', headers: { origin } })).status).toBe(404)
    expect((await open.ask('/healthz', { headers: { host: 'evil.example' } })).status).toBe(403)
    expect((await open.ask('/healthz', { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect(open.program.called.every(call => call.name === 'settings.get')).toBe(true)
  })

  test('asked often costs one look a second', async () => {
    for (let count = 0; count < 40; count += 1) await open.ask('/healthz')
    expect(open.program.called.length).toBeLessThanOrEqual(2)
  })

  test('says so when it does not', async () => {
    const ill = await openDoor({})
    const answer = await ill.ask('/healthz')
    expect([answer.status, answer.json()]).toEqual([503, { status: 'failing' }])
    await ill.close()
  })
})

describe('/metrics', () => {
  test('are there for the token, in Prometheus’ words', async () => {
    const answer = await open.ask('/metrics', bearer(token()))
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(answer.body).toBe(
      '# HELP rexxfleet_sites Sites.\n# TYPE rexxfleet_sites gauge\n' +
        'rexxfleet_sites{health="o\\"k\\n"} 3\nrexxfleet_sites{health="slow"} 0\n'
    )
  })

  test('are there for the window too', async () => {
    const cookie = await open.enter()
    expect((await open.ask('/metrics', { headers: { cookie } })).status).toBe(200)
  })

  test('are refused without, and guesses are limited', async () => {
    const statuses: number[] = []
    statuses.push((await open.ask('/metrics')).status)
    for (let guess = 0; guess < 14; guess += 1)
      statuses.push((await open.ask('/metrics', bearer(String(guess).padStart(43, 'x')))).status)
    expect(statuses[0]).toBe(401)
    expect(statuses.at(-1)).toBe(429)
    expect(open.program.called).toEqual([])
    // Guesses of others do not keep out who has it.
    expect((await open.ask('/metrics', bearer(token()))).status).toBe(200)
  })

  test('the token opens nothing else', async () => {
    const headers = {
      ...bearer(token()).headers,
      origin: open.door.origin,
      'content-type': 'application/json'
    }
    expect((await open.ask('/', bearer(token()))).status).toBe(403)
    const call = await open.ask('/api/call/sites.list', { method: 'POST', headers, body: '{}' })
    expect(call.status).toBe(403)
  })

  test.skipIf(process.platform === 'win32')('its file is its owner’s, and stays the same', async () => {
    const before = token()
    expect(statSync(join(folder, 'metrics-token')).mode & 0o777).toBe(0o600)
    const again = await openDoor(handlers, { metricsTokenFile: join(folder, 'metrics-token') })
    expect((await again.ask('/metrics', bearer(before))).status).toBe(200)
    await again.close()
  })
})

test('a door whose token can be neither read nor written does not open, and says which file it is', async () => {
  const file = join(folder, 'taken')
  mkdirSync(file)
  await expect(openDoor(handlers, { metricsTokenFile: file })).rejects.toMatchObject({
    code: 'file-unusable',
    message: expect.stringContaining(file) as string
  })
})

test('without a window there is nothing but health and metrics', async () => {
  const bare = await openDoor(handlers, {
    headless: true,
    metricsTokenFile: join(folder, 'metrics-token')
  })
  expect(bare.door.url).toBeNull()
  expect((await bare.ask('/healthz')).status).toBe(200)
  expect((await bare.ask('/metrics', bearer(token()))).status).toBe(200)
  for (const path of ['/', '/api/events', '/assets/index-Ab12_cd3.js'])
    expect((await bare.ask(path)).status).toBe(403)
  expect((await bare.ask('/launch?token=x')).status).toBe(404)
  await bare.close()
})

describe('a flood', () => {
  test('of strangers is cut off, and the window goes on', async () => {
    const cookie = await open.enter()
    const statuses = await Promise.all(
      Array.from({ length: 200 }, () => open.ask('/').then(one => one.status))
    )
    expect(statuses.filter(status => status === 429).length).toBeGreaterThan(50)
    expect((await open.ask('/', { headers: { cookie } })).status).toBe(200)
  })

  test('of strangers does not use up the launch link', async () => {
    await Promise.all(Array.from({ length: 200 }, () => open.ask('/')))
    expect(await open.enter()).toMatch(/^rexxfleet-/)
  })
})

test('a rate lets a burst through, then so many a second', () => {
  let now = 0
  const rate = new Rate(3, 2, () => now)
  expect([rate.take(), rate.take(), rate.take(), rate.take()]).toEqual([true, true, true, false])
  now = 500
  expect([rate.take(), rate.take()]).toEqual([true, false])
  now = 60_000
  expect([rate.take(), rate.take(), rate.take(), rate.take()]).toEqual([true, true, true, false])
})
