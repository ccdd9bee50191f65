import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { openDoor, type OpenDoor } from './door.ts'

let open: OpenDoor
let cookie: string
beforeEach(async () => {
  open = await openDoor()
  cookie = await open.enter()
})
afterEach(() => open.close())

interface Listening {
  socket: WebSocket
  heard: unknown[]
}

function listen(headers: Record<string, string>): Promise<Listening | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${open.door.port}/api/events`, { headers })
    const heard: unknown[] = []
    socket.on('message', data => heard.push(JSON.parse(String(data))))
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('open', () => resolve({ socket, heard }))
    socket.on('error', reject)
  })
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 200) throw new Error('it did not happen within two seconds')
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

describe('events', () => {
  test('arrive as they happen, and the listener goes with its connection', async () => {
    const listening = (await listen({ cookie, origin: open.door.origin })) as Listening
    await until(() => open.program.listeners() === 1)
    open.program.emit('site.changed', { siteId: 'a' })
    open.program.emit('link.changed', { linkId: 'b' })
    await until(() => listening.heard.length === 2)
    expect(listening.heard).toEqual([
      { name: 'site.changed', data: { siteId: 'a' } },
      { name: 'link.changed', data: { linkId: 'b' } }
    ])
    listening.socket.close()
    await until(() => open.program.listeners() === 0)
  })

  test.each<[string, Record<string, string>]>([
    ['no cookie', { cookie: '' }],
    ['no origin', { origin: '' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a foreign host', { host: 'evil.example' }]
  ])('with %s are refused', async (_why, changed) => {
    const headers: Record<string, string> = { cookie, origin: open.door.origin, ...changed }
    if (!headers['origin']) delete headers['origin']
    expect(await listen(headers)).toBe(403)
    expect(open.program.listeners()).toBe(0)
  })

  test('whoever talks back is shown out', async () => {
    const { socket } = (await listen({ cookie, origin: open.door.origin })) as Listening
    const closed = new Promise(resolve => socket.on('close', code => resolve(code)))
    socket.send('hello')
    expect(await closed).toBe(1008)
  })

  test('a listener that does not answer cannot keep the door open', async () => {
    const { socket } = (await listen({ cookie, origin: open.door.origin })) as Listening
    socket.pause()
    await open.door.close()
    socket.terminate()
  })

  test('a closing door ends them', async () => {
    const { socket } = (await listen({ cookie, origin: open.door.origin })) as Listening
    const closed = new Promise(resolve => socket.on('close', code => resolve(code)))
    await open.door.close()
    expect(await closed).toBe(1001)
    await until(() => open.program.listeners() === 0)
  })
})
