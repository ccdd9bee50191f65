/** Garbage over HTTP and WebSocket at the real program, with sites and a link behind it that must not notice. */
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { openWebDoor, type WebDoor } from '../../../src-main/faces/web/open-web-door.ts'
import { openFleet, linkUp, type TestFleet } from '../../support/fleet.ts'
import { garbage } from '../../support/fuzz/garbage.ts'
import { heapInUse } from '../../support/fuzz/memory.ts'
import { isHarmless, message } from '../../support/fuzz/messages.ts'
import { randomFrom, type Random } from '../../support/random.ts'
import { messages, seed } from '../../support/fuzz/size.ts'
import { whatIsKept } from '../../support/fuzz/what-is-kept.ts'
import { makeWindowFiles } from '../web/door.ts'

let fleet: TestFleet
let door: WebDoor
let cookie: string
let before: string
const agent = new Agent({ keepAlive: true, maxSockets: 8 })

interface Sent {
  path: string
  method: string
  headers: Record<string, string>
  body: string | Buffer
}
interface Got {
  status: number
  body: string
}

function send({ path, method, headers, body }: Sent): Promise<Got> {
  return new Promise(resolve => {
    const sent = request({ host: '127.0.0.1', port: door.port, path, method, headers, agent }, response => {
      let text = ''
      response.on('data', chunk => (text += String(chunk)))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
    })
    sent.setTimeout(10_000, () => resolve({ status: 599, body: 'no answer' }))
    // A connection that is cut is an answer too.
    sent.on('error', () => resolve({ status: 0, body: '' }))
    sent.end(body)
  })
}

beforeAll(async () => {
  fleet = await openFleet([
    { name: 'Portal', rewriteRules: 3 },
    { name: 'Town', rewriteRules: 1 }
  ])
  await linkUp(fleet.program, fleet.sites[0]!.id, fleet.sites[1]!.id)
  await fleet.program.close()
  before = whatIsKept(fleet.dataDirectory)
  door = await openWebDoor(await fleet.reopen(), { windowFiles: makeWindowFiles() })
  const launched = await fetch(door.url ?? '', { redirect: 'manual' })
  cookie = launched.headers.get('set-cookie')?.split(';')[0] ?? ''
})
afterAll(async () => {
  agent.destroy()
  await door.close()
  await fleet.close()
})

const json = (): Record<string, string> => ({
  cookie,
  origin: door.origin,
  'content-type': 'application/json'
})

function oneCall(random: Random): Sent {
  const made = message(random)
  expect(isHarmless(made)).toBe(true)
  return {
    path: `/api/call/${encodeURIComponent(made.name)}`,
    method: 'POST',
    headers: json(),
    body: JSON.stringify(made.input) ?? ''
  }
}

/** Not even a call: wrong in method, path, headers, type, or in the body’s JSON. */
function oneMess(random: Random): Sent {
  const { path, headers, body } = oneCall(random)
  const text = String(body)
  return {
    path: random.pick([
      path,
      '/',
      '/api/events',
      '/launch?token=',
      '/%00',
      '/assets/..%2f',
      '/healthz',
      '/metrics',
      '//'
    ]),
    method: random.pick(['POST', 'GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND']),
    headers: random.pick<() => Record<string, string>>([
      () => headers,
      () => ({ ...headers, 'content-type': 'text/plain' }),
      () => ({ ...headers, 'content-type': 'multipart/form-data; boundary=x' }),
      () => ({ ...headers, origin: 'https://evil.example' }),
      () => ({ ...headers, host: 'evil.example' }),
      () => ({ ...headers, cookie: 'x'.repeat(4000) }),
      () => ({ ...headers, 'x-garbage': 'g'.repeat(8000) })
    ])(),
    body: random.pick<() => string | Buffer>([
      () => text.slice(0, random.below(text.length + 1)),
      () => `${'['.repeat(random.below(100_000))}`,
      () => `{"__proto__":${text || 'null'}}`,
      () => Buffer.from(Array.from({ length: random.below(2000) }, () => random.below(256))),
      () => 'x'.repeat(random.below(100_000))
    ])()
  }
}

function expectKept(got: Got, sent: Sent): void {
  const said = JSON.stringify({ ...sent, body: String(sent.body).slice(0, 300) })
  expect(
    got.status === 0 || got.status < 500 || got.status === 501,
    `${got.status} ${got.body} for ${said}`
  ).toBe(true)
  expect(got.body, said).not.toContain('"internal"')
}

async function inBatches(count: number, random: Random, make: (random: Random) => Sent): Promise<void> {
  for (let sent = 0; sent < count; sent += 16)
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        const one = make(random)
        expectKept(await send(one), one)
      })
    )
}

test(`HTTP: ${messages} calls and messes are answered, or cut off`, { timeout: 600_000 }, async () => {
  const random = randomFrom(seed)
  await inBatches(Math.min(200, messages), random, oneCall)
  const start = heapInUse()
  await inBatches(Math.floor(messages / 2), random, oneCall)
  await inBatches(Math.floor(messages / 2), random, oneMess)
  expect(heapInUse() - start).toBeLessThan(24)
})

function speak(random: Random): Promise<number> {
  return new Promise(resolve => {
    const socket = new WebSocket(`ws://127.0.0.1:${door.port}/api/events`, { headers: json() })
    socket.on('error', () => undefined)
    socket.on('close', code => resolve(code))
    socket.on('open', () => {
      // Half a frame is waited for: whoever sends it goes away sometime.
      setTimeout(() => socket.terminate(), 300).unref()
      const text = JSON.stringify(garbage(random)) ?? ''
      if (random.chance(0.3)) socket.send(Buffer.from(text))
      else if (random.chance(0.2))
        (socket as unknown as { _socket: NodeJS.WritableStream })._socket.write(text || 'x')
      else socket.send(text)
      if (random.chance(0.2)) socket.ping('x'.repeat(100), undefined, () => socket.terminate())
    })
  })
}

test('WebSocket: whoever speaks is shown out, whatever is said', { timeout: 600_000 }, async () => {
  const random = randomFrom(seed + 1)
  const codes = new Set<number>()
  for (let sent = 0; sent < messages / 5; sent += 8)
    for (const code of await Promise.all(Array.from({ length: 8 }, () => speak(random)))) codes.add(code)
  // Policy, too big, protocol error, bad UTF-8, cut.
  expect([...codes].filter(code => ![1002, 1006, 1007, 1008, 1009].includes(code))).toEqual([])
})

test('bytes that are no HTTP are turned away', async () => {
  const random = randomFrom(seed + 2)
  for (let count = 0; count < 50; count += 1)
    await new Promise<void>(resolve => {
      const socket = connect(door.port, '127.0.0.1')
      socket.on('error', () => resolve()).on('close', () => resolve())
      socket.end(Buffer.from(Array.from({ length: 500 }, () => random.below(256))))
      socket.resume()
    })
})

test('afterwards all is as it was: the program answers, the store and the sites were not written to', async () => {
  const answer = await send({ path: '/api/call/topology.get', method: 'POST', headers: json(), body: '{}' })
  expect(JSON.parse(answer.body)).toMatchObject({ ok: true, data: { sites: [{}, {}], links: [{}] } })
  expect(({} as Record<string, unknown>)['in']).toBeUndefined()
  await fleet.program.close()
  expect(whatIsKept(fleet.dataDirectory)).toBe(before)
})
