import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDoor, type OpenDoor } from './door.ts'

let open: OpenDoor
beforeEach(async () => void (open = await openDoor()))
afterEach(() => open.close())

const tokenPath = (): string => new URL(open.door.url ?? '').pathname + new URL(open.door.url ?? '').search

describe('the launch link', () => {
  test('becomes a cookie that scripts and other sites cannot use', async () => {
    const answer = await open.ask(tokenPath())
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/')
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^rexxfleet-${open.door.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`)
    )
  })

  test('works once, and again only for the browser that has it', async () => {
    const cookie = await open.enter()
    expect((await open.ask(tokenPath())).status).toBe(403)
    expect((await open.ask(tokenPath(), { headers: { cookie } })).status).toBe(303)
  })

  test('is not used up by a look at it', async () => {
    expect((await open.ask(tokenPath(), { method: 'HEAD' })).status).toBe(404)
    expect((await open.ask(tokenPath())).status).toBe(303)
  })

  test('cannot be guessed: after ten wrong ones even the right one has to wait', async () => {
    for (let guess = 0; guess < 10; guess += 1)
      expect((await open.ask(`/launch?token=${guess}`)).status).toBe(403)
    expect((await open.ask('/launch?token=11')).status).toBe(429)
    const right = await open.ask(tokenPath())
    expect(right.status).toBe(429)
    expect(right.headers['retry-after']).toBe('60')
    expect(right.headers['set-cookie']).toBeUndefined()
  })

  test('is not taken in other shapes', async () => {
    const token = new URL(open.door.url ?? '').searchParams.get('token') ?? ''
    expect((await open.ask('/launch')).status).toBe(403)
    expect((await open.ask(`/launch?token=${token}&token=${token}`)).status).toBe(403)
    expect((await open.ask(`/LAUNCH?token=${token}`)).status).toBe(403)
  })
})

describe('without the cookie', () => {
  test.each(['/', '/index.html', '/favicon.ico', '/assets/index-Ab12_cd3.js', '/nothing'])(
    '%s is refused',
    async path => {
      const answer = await open.ask(path)
      expect(answer.status).toBe(403)
      expect(answer.body).toContain('link that the terminal printed')
    }
  )

  test('a call is refused with an envelope, and reaches nothing', async () => {
    const answer = await open.ask('/api/call/app.info', {
      method: 'POST',
      headers: { origin: open.door.origin, 'content-type': 'application/json' },
      body: '{}'
    })
    expect(answer.status).toBe(403)
    expect(answer.json()).toMatchObject({ ok: false, error: { code: 'door-refused' } })
    expect(open.program.called).toEqual([])
  })

  test('a wrong cookie is as good as none', async () => {
    await open.enter()
    const cookie = `rexxfleet-${open.door.port}=${'x'.repeat(43)}`
    expect((await open.ask('/', { headers: { cookie } })).status).toBe(403)
  })
})

describe('with the cookie', () => {
  test.each([
    'evil.example',
    '127.0.0.1',
    'rebound.example:PORT',
    '127.0.0.1:1',
    '[::1]:PORT',
    '127.0.0.1.nip.io:PORT'
  ])('Host %s is refused', async name => {
    const cookie = await open.enter()
    const host = name.replace('PORT', String(open.door.port))
    expect((await open.ask('/', { headers: { cookie, host } })).status).toBe(403)
  })

  test('the name localhost serves as well', async () => {
    const cookie = await open.enter()
    const host = `localhost:${open.door.port}`
    expect((await open.ask('/', { headers: { cookie, host } })).status).toBe(200)
  })

  test.each([
    'https://evil.example',
    'null',
    'http://127.0.0.1:1',
    'http://localhost:PORT',
    'https://127.0.0.1:PORT'
  ])('Origin %s is refused for reading and for calling', async name => {
    const cookie = await open.enter()
    const origin = name.replace('PORT', String(open.door.port))
    expect((await open.ask('/', { headers: { cookie, origin } })).status).toBe(403)
    const call = await open.ask('/api/call/app.info', {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: '{}'
    })
    expect(call.status).toBe(403)
    expect(open.program.called).toEqual([])
  })

  test('a call without an Origin is refused', async () => {
    const cookie = await open.enter()
    const headers = { cookie, 'content-type': 'application/json' }
    const answer = await open.ask('/api/call/app.info', { method: 'POST', headers, body: '{}' })
    expect(answer.status).toBe(403)
  })
})
