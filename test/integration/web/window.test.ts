import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDoor, type OpenDoor } from './door.ts'

let open: OpenDoor
let cookie: string
beforeEach(async () => {
  open = await openDoor()
  cookie = await open.enter()
})
afterEach(() => open.close())

describe('the window', () => {
  test('gets its page with a nonce that its policy names, fresh each time', async () => {
    const first = await open.ask('/', { headers: { cookie } })
    const second = await open.ask('/', { headers: { cookie } })
    const nonce = /nonce="([\w-]{22})"/.exec(first.body)?.[1]
    expect(first.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(second.body).not.toContain(nonce)
  })

  test('has a policy without holes, and the guarding headers, on every kind of answer', async () => {
    for (const path of ['/', '/assets/index-Ab12_cd3.js', '/nothing', '/api/events']) {
      const { headers } = await open.ask(path, { headers: { cookie } })
      const policy = String(headers['content-security-policy'])
      expect(policy).toMatch(/^default-src 'none'; script-src 'self';/)
      expect(policy).not.toMatch(/unsafe|\*|http:/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin'
      })
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  test('keeps files that are named by their content, and nothing else', async () => {
    const asset = await open.ask('/assets/index-Ab12_cd3.js', { headers: { cookie } })
    expect(asset.status).toBe(200)
    expect(asset.headers['content-type']).toMatch(/javascript/)
    expect(asset.headers['cache-control']).toBe('private, max-age=31536000, immutable')
    expect((await open.ask('/', { headers: { cookie } })).headers['cache-control']).toBe('no-store')
  })

  test('has an icon', async () => {
    const icon = await open.ask('/favicon.ico', { headers: { cookie } })
    expect([icon.status, icon.headers['content-type']]).toEqual([200, 'image/svg+xml'])
  })

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/.hidden',
    '/%00',
    '/%'
  ])('nothing outside its folder is served: %s', async path => {
    const answer = await open.ask(path, { headers: { cookie } })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.body).not.toMatch(/outside|hidden/)
  })

  test('is served on the loopback address only', async () => {
    const reached = await new Promise(resolve => {
      const socket = connect({ host: '127.0.0.2', port: open.door.port })
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    })
    expect(reached).toBe(false)
  })
})
