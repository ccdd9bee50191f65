import type { WindowApi } from '@contract/door.ts'
import type { EventListener, EventMessage } from '@contract/events.ts'
import type { Result } from '@contract/result.ts'

/** `lost`: the program does not answer; the client goes on trying. */
export type Connection = 'opening' | 'open' | 'lost'

let connection: Connection = 'opening'
const watchers = new Set<(now: Connection) => void>()

/** Told at once how it is, and again whenever that changes. */
export function watchConnection(watcher: (now: Connection) => void): void {
  watchers.add(watcher)
  watcher(connection)
}

function become(now: Connection): void {
  connection = now
  for (const watcher of watchers) watcher(now)
}

const listeners = new Set<EventListener>()
const returnListeners = new Set<() => void>()
const longestPause = 8_000

function refused(code: 'internal' | 'door-refused', message: string): Result<unknown> {
  return { ok: false, error: { code, message, details: {} } }
}

async function post(name: string, input: unknown): Promise<Result<unknown>> {
  let response: Response
  try {
    response = await fetch(`/api/call/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input ?? {})
    })
  } catch {
    become('lost')
    return refused('door-refused', 'the program does not answer')
  }
  try {
    return (await response.json()) as Result<unknown>
  } catch {
    return response.status === 401 || response.status === 403
      ? refused('door-refused', `answer ${response.status}`)
      : refused('internal', `answer ${response.status} is no JSON`)
  }
}

function watch(pause = 500): void {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const socket = new WebSocket(`${scheme}://${location.host}/api/events`)
  let wait = pause
  socket.addEventListener('open', () => {
    const returned = connection === 'lost'
    become('open')
    wait = 500
    if (returned) for (const listener of returnListeners) listener()
  })
  socket.addEventListener('message', event => {
    const message = JSON.parse(String(event.data)) as EventMessage
    for (const listener of listeners) listener(message)
  })
  socket.addEventListener('close', () => {
    become('lost')
    setTimeout(() => watch(Math.min(wait * 2, longestPause)), wait)
  })
}

/** The program may have changed while nobody listened: whoever shows something asks again. */
export function onReturn(listener: () => void): void {
  returnListeners.add(listener)
}

/** The same api as the desktop's preload script, over the loopback server. */
export function webClient(): WindowApi {
  let watching = false
  return {
    door: 'web',
    invoke: (name, input) => post(name, input),
    listen(listener) {
      listeners.add(listener)
      if (!watching) watch()
      watching = true
      return () => listeners.delete(listener)
    }
  }
}
