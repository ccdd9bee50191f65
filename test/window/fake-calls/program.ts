import type { CallOutput } from '@contract/calls.ts'
import { fakeSites } from '../fake-fleet.ts'
import type { FakeHandlers, FakeWorld } from '../fake-world.ts'

/** The program itself: what it is, what it remembers, and its demo. */
export function programCalls(world: FakeWorld): FakeHandlers {
  const settings = { ...world.options.settings } as CallOutput<'settings.get'>

  return {
    'app.info': () => ({
      version: '0.1.0',
      dataDirectory: '/home/agentur/.local/share/rexxfleet',
      filesFolder: '/home/agentur/Downloads',
      keyStore: 'keychain',
      clipboard: world.options.clipboard ?? true
    }),
    'settings.get': () => settings,
    'settings.set': ({ key, value }) => {
      settings[key] = value
      return {}
    },
    'demo.start': () => {
      world.sites = fakeSites()
        .slice(0, 3)
        .map(one => ({ ...one, demo: true }))
      world.links = []
      world.runs = []
      return world.sites
    },
    'demo.remove': () => ({}),
    'demo.runSql': () => ({})
  }
}
