/** The built preload script, run as Electron's sandbox runs it: with a `require` that knows 'electron' alone. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { WindowApi } from '../../../src-main/contract/door.ts'
import { ensureBuilt, preloadBundle } from '../../support/build.ts'

beforeAll(ensureBuilt, 120_000)

type Hear = (event: unknown, ...given: unknown[]) => void

interface Loaded {
  exposed: Record<string, WindowApi>
  invoked: unknown[][]
  listeners: Map<string, Set<Hear>>
}

function load(): Loaded {
  const loaded: Loaded = { exposed: {}, invoked: [], listeners: new Map() }
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: WindowApi) => void (loaded.exposed[name] = api)
    },
    ipcRenderer: {
      invoke: async (...given: unknown[]) => {
        loaded.invoked.push(given)
        return { ok: true, data: null }
      },
      on: (channel: string, hear: Hear) =>
        void loaded.listeners.set(channel, (loaded.listeners.get(channel) ?? new Set()).add(hear)),
      removeListener: (channel: string, hear: Hear) => void loaded.listeners.get(channel)?.delete(hear)
    }
  }
  const requireInSandbox = (name: string): unknown => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`)
    return electron
  }
  new Function('require', 'exports', 'module', readFileSync(preloadBundle, 'utf8'))(requireInSandbox, {}, {})
  return loaded
}

test('it offers calls and events, and nothing else of Electron', async () => {
  const { exposed, invoked } = load()
  expect(Object.keys(exposed)).toEqual(['rexxfleet'])
  const api = exposed['rexxfleet']!
  expect(Object.keys(api).sort()).toEqual(['door', 'invoke', 'listen'])
  expect(api.door).toBe('desktop')
  expect(await api.invoke('sites.list', {})).toEqual({ ok: true, data: null })
  expect(invoked).toEqual([['rexxfleet:invoke', 'sites.list', {}]])
})

test('events arrive without the object that leads back to Electron, until nobody listens', () => {
  const { exposed, listeners } = load()
  const heard: unknown[][] = []
  const stop = exposed['rexxfleet']!.listen((...given) => void heard.push(given))
  const message = { name: 'site.changed', data: { siteId: 'a' } }
  for (const hear of listeners.get('rexxfleet:event') ?? []) hear({ sender: 'ipcRenderer' }, message, 'more')
  expect(heard).toEqual([[message]])
  stop()
  expect(listeners.get('rexxfleet:event')?.size).toBe(0)
})
