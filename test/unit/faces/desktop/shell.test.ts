import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { anonymous } from '../../../../src-main/app/diagnostics/anonymous.ts'
import { Notices } from '../../../../src-main/app/notifications/notices.ts'
import { RunningRuns } from '../../../../src-main/app/notifications/running-runs.ts'
import { Updates, type UpdateSource } from '../../../../src-main/app/updates/updates.ts'
import { sayAppId } from '../../../../src-main/faces/desktop/shell/app-id.ts'
import { viewOfLink } from '../../../../src-main/faces/desktop/shell/deep-link.ts'
import { labelsFor } from '../../../../src-main/faces/desktop/shell/labels.ts'
import { autostartEntry, startsHidden } from '../../../../src-main/faces/desktop/shell/login-item.ts'
import { root } from '../../../support/build.ts'
import { aRun, aWorkflow } from '../../../support/views.ts'

const runChanged = (state: 'pushing' | 'done' | 'waiting' | 'stopped' | 'partly', id = 'run-1') =>
  ({ name: 'run.changed', data: { run: aRun(id, 'link-1', { state }) } }) as const

test('links open views, and nothing else', () => {
  expect(viewOfLink('rexxfleet://open/fleet')).toBe('/fleet')
  expect(viewOfLink('rexxfleet://open/runs/01JD/')).toBe('/runs/01JD')
  for (const link of [
    'rexxfleet://open/',
    'rexxfleet://open/fleet#x',
    'rexxfleet://open/runs/../settings',
    'rexxfleet://open/runs/a/b',
    'rexxfleet://user@open/fleet',
    'rexxfleet:open/fleet',
    'REXXFLEET://open/fleet',
    `rexxfleet://open/runs/${'a'.repeat(65)}`,
    ' rexxfleet://open/fleet'
  ])
    expect(viewOfLink(link)).toBeNull()
})

test('troubles are told once, and names nobody', () => {
  const notices = new Notices()
  expect(notices.of(runChanged('pushing'))).toBeNull()
  expect(notices.of(runChanged('waiting'))).toEqual({ kind: 'runWaits', view: '/runs/run-1' })
  expect(notices.of(runChanged('waiting'))).toBeNull()
  expect(notices.of(runChanged('done'))).toBeNull()
  expect(notices.of(runChanged('partly'))?.kind).toBe('runPartly')
  const failed = {
    name: 'workflow.changed',
    data: { workflow: aWorkflow('w', { state: 'failed' }) }
  } as const
  expect([notices.of(failed)?.kind, notices.of(failed)]).toEqual(['workflowFailed', null])
  const error = { code: 'site-unreachable', message: 'Gone.', details: {} } as const
  const missed = (runId: string | null) =>
    notices.of({ name: 'schedule.failed', data: { scheduleId: 's', linkId: 'link-1', runId, error } })
  expect([missed('run-1'), missed(null)?.kind]).toEqual([null, 'scheduleFailed'])
})

test('runs at work are counted', () => {
  const runs = new RunningRuns()
  expect([runs.hear(runChanged('pushing')), runs.hear(runChanged('pushing')), runs.count]).toEqual([
    true,
    false,
    1
  ])
  runs.hear(runChanged('pushing', 'run-2'))
  runs.hear(runChanged('stopped'))
  expect(runs.count).toBe(1)
})

test('every label is there in both languages', () => {
  const [english, german] = [labelsFor('en', ''), labelsFor('de', '')]
  expect(Object.keys(german)).toEqual(Object.keys(english))
  expect(labelsFor(undefined, 'de-CH')).toBe(german)
  expect(labelsFor(undefined, 'fr')).toBe(english)
})

test('an autostart entry cannot be broken out of', () => {
  expect(autostartEntry('/opt/a "b" $HOME/%f')).toContain('Exec="/opt/a \\"b\\" \\$HOME/%%f" --hidden')
})

test('opened at login there is no window, on macOS too, which gives a login item no arguments', () => {
  const app = (wasOpenedAtLogin: boolean) =>
    ({ getLoginItemSettings: () => ({ wasOpenedAtLogin }) }) as Parameters<typeof startsHidden>[0]
  expect(startsHidden(app(true), [], 'darwin')).toBe(true)
  expect(startsHidden(app(false), [], 'darwin')).toBe(false)
  expect(startsHidden(app(false), ['rexxfleet', '--hidden'], 'linux')).toBe(true)
  expect(startsHidden(app(true), [], 'win32')).toBe(false)
})

test('Windows is told the id that the installer gives the program: it shows no notifications of others', () => {
  const said: string[] = []
  const app = (isPackaged: boolean) => ({ isPackaged, setAppUserModelId: (id: string) => void said.push(id) })
  sayAppId(app(true), 'linux')
  sayAppId(app(false), 'win32')
  expect(said).toEqual([])
  sayAppId(app(true), 'win32')
  const config = readFileSync(join(root, 'electron-builder.config.mjs'), 'utf8')
  expect(said).toEqual([/appId: '([^']+)'/.exec(config)?.[1]])
})

test('texts that leave the house name no site', () => {
  const sites = [
    { name: 'Bern', baseUrl: 'https://bern.example/cx', mainDomain: 'bern.example' },
    { name: 'a', baseUrl: 'https://www.bern.example', mainDomain: 'www.bern.example' }
  ]
  const text = 'GET https://bern.example/cx as BERN; www.bern.example in /home/me/data'
  expect(anonymous(text, sites, '/home/me')).toBe('GET https://site-1/cx as site-1; site-2 in ~/data')
})

test('texts that leave the house name no site in other guises: in JSON, without its port, as a file, by a short name', () => {
  const sites = [
    { name: 'Café "Bär"', baseUrl: 'https://baer.example:8443', mainDomain: 'www.baer.test' },
    { name: 'Uri', baseUrl: 'https://ur.example', mainDomain: 'ur.example' }
  ]
  const home = 'C:\\Users\\me'
  const said = {
    said: 'Café "Bär" refused',
    at: `${home}\\enrol-cafe-bar.sql`,
    why: 'ENOTFOUND baer.example'
  }
  expect(anonymous(JSON.stringify(said), sites, home)).toBe(
    '{"said":"site-1 refused","at":"~\\\\enrol-site-1.sql","why":"ENOTFOUND site-1"}'
  )
  expect(anonymous('Uri is curious; a URI is none.', sites, home)).toBe('site-2 is curious; a URI is none.')
})

describe('updates', () => {
  const updates = (
    source: Partial<UpdateSource> | null,
    wanted = async (): Promise<boolean> => true
  ): { updates: Updates; faults: unknown[] } => {
    const faults: unknown[] = []
    const whole = source && { check: async () => null, fetch: async () => undefined, ...source }
    const deps = {
      source: async () => whole,
      wanted,
      failed: (fault: unknown) => void faults.push(fault)
    }
    return { updates: new Updates(deps), faults }
  }

  test('tell what came of a look', async () => {
    expect(await updates(null).updates.look()).toEqual({ state: 'unavailable' })
    expect(await updates({}).updates.look()).toEqual({ state: 'none' })
    expect(await updates({ check: async () => '2.0.0' }).updates.look()).toEqual({
      state: 'ready',
      version: '2.0.0'
    })
  })

  test('whose signature does not hold are not taken', async () => {
    const refused = updates({
      check: async () => '2.0.0',
      fetch: async () => {
        throw new Error('sha512 checksum mismatch')
      }
    })
    expect(await refused.updates.look()).toEqual({ state: 'failed' })
    expect(refused.faults).toEqual([new Error('sha512 checksum mismatch')])
  })

  test('are looked for once at a time', async () => {
    let looks = 0
    const { updates: one } = updates({
      check: async () => {
        looks += 1
        return null
      }
    })
    await Promise.all([one.look(), one.look()])
    expect(looks).toBe(1)
  })

  test('are looked for by itself only where that is wanted, each time anew, and by hand in any case', async () => {
    vi.useFakeTimers()
    let looks = 0
    const check = async (): Promise<null> => {
      looks += 1
      return null
    }
    const answers = [false, null, true, false]
    const { updates: one } = updates({ check }, async () => {
      const answer = answers.shift() ?? null
      if (answer === null) throw new Error('The settings cannot be read.')
      return answer
    })
    one.start()
    const seen: number[] = []
    for (const hours of [1, 6, 6, 6]) {
      await vi.advanceTimersByTimeAsync(hours * 60 * 60_000)
      seen.push(looks)
    }
    expect(seen).toEqual([0, 0, 1, 1])
    await one.look()
    expect(looks).toBe(2)
    one.stop()
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })
})
