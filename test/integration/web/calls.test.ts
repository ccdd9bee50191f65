import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../../src-main/core/shared/app-error.ts'
import { openWebDoor } from '../../../src-main/faces/web/open-web-door.ts'
import { openDoor, type Answer, type OpenDoor } from './door.ts'

let open: OpenDoor
let cookie: string
beforeEach(async () => {
  open = await openDoor({
    'settings.get': async () => ({ theme: 'dark' }),
    'sites.script': async () => {
      throw new AppError('unknown-site', 'There is no such site.', { siteId: 'x' })
    },
    'sites.list': async () => {
      throw new Error('secret stack')
    }
  })
  cookie = await open.enter()
})
afterEach(() => open.close())

function call(name: string, body: string, type = 'application/json'): Promise<Answer> {
  const headers = { cookie, origin: open.door.origin, 'content-type': type }
  return open.ask(`/api/call/${name}`, { method: 'POST', headers, body })
}

describe('a call', () => {
  test('answers with the envelope', async () => {
    const answer = await call('settings.get', '{}')
    expect(answer.status).toBe(200)
    expect(answer.json()).toEqual({ ok: true, data: { theme: 'dark' } })
  })

  test('that fails keeps its envelope beside the status', async () => {
    const answer = await call('sites.script', '{"siteId":"x"}')
    expect(answer.status).toBe(404)
    expect(answer.json()).toEqual({
      ok: false,
      error: { code: 'unknown-site', message: 'There is no such site.', details: { siteId: 'x' } }
    })
  })

  test('that breaks tells nothing about the inside but its code', async () => {
    const answer = await call('sites.list', '{}')
    expect(answer.status).toBe(500)
    expect(answer.json()).toMatchObject({ ok: false, error: { code: 'internal' } })
  })

  test.each([
    ['constructor', '{}', 400],
    ['no.such', '{}', 400],
    ['sites.script', '{"siteId":5}', 400],
    ['sites.script', '{"siteId":"x","more":1}', 400],
    ['sites.script', '{broken', 400],
    ['sites.script', '', 400],
    ['settings.get', '{"__proto__":{"a":1}}', 400]
  ])('%s with %s is refused', async (name, body, status) => {
    const answer = await call(name, body)
    expect(answer.status).toBe(status)
    expect(answer.json()).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })

  test('is read from JSON only, and only up to a size', async () => {
    expect((await call('settings.get', '{}', 'text/plain')).status).toBe(415)
    expect((await call('settings.get', 'a=b', 'application/x-www-form-urlencoded')).status).toBe(415)
    expect((await call('settings.get', `"${'x'.repeat(5_000_000)}"`)).status).toBe(413)
    expect(open.program.called).toEqual([])
  })

  test('is never answered to GET', async () => {
    expect((await open.ask('/api/call/settings.get', { headers: { cookie } })).status).toBe(404)
  })
})

test('a port in use is said in words', async () => {
  const port = open.door.port
  await expect(openWebDoor(open.program, { port, windowFiles: '/nowhere' })).rejects.toMatchObject({
    code: 'door-refused',
    details: { port }
  })
})
