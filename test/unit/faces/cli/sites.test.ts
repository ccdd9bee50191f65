import { describe, expect, test } from 'vitest'
import type { Handlers } from '../../../../src-main/contract/calls.ts'
import { AppError } from '../../../../src-main/core/shared/app-error.ts'
import { type } from '../../../support/terminal.ts'
import { aSite } from '../../../support/views.ts'

const key = 'k'.repeat(32)
const pending = aSite('Bern', { state: 'pending' })

const adding: Partial<Handlers> = {
  'sites.add': async () => pending,
  'sites.saveScript': async ({ path }) => ({ path: path ?? '' }),
  'sites.provideKey': async () => ({}),
  'sites.checkEnrolment': async () => ({ ready: true, endpoints: [] }),
  'sites.enrol': async () => aSite('Bern'),
  'sites.remove': async () => ({ sql: null })
}

const refusedCheck = {
  ready: false,
  endpoints: [
    {
      kind: 'endpoint' as const,
      endpoint: 'sync',
      permission: 'none' as const,
      ok: false,
      latencyMs: 1,
      error: { code: 'site-refused' as const, message: 'Refused.', details: {} }
    }
  ]
}

describe('site add', () => {
  test('with a new key saves the script and says what comes next', async () => {
    const argv = ['site', 'add', 'Bern', 'https://bern.example', '--new-key', '--tag', 'a', '--tag', 'b']
    const said = await type([...argv, '--json'], { handlers: adding })
    expect(said.exitCode).toBe(0)
    expect(said.json().data).toMatchObject({
      id: pending.id,
      site: { name: 'Bern', state: 'pending' },
      script: `/data/rexxfleet/enrol-${pending.id}.sql`
    })
    expect(said.program.called.map(call => call.name)).toEqual(['sites.add', 'sites.saveScript'])
    expect(said.program.called[0]?.input).toMatchObject({
      tags: ['a', 'b'],
      tablePrefix: 'contrexx_',
      key: 'new'
    })
    expect((await type(argv, { handlers: adding })).stdout).toContain('rexxfleet site check "Bern"')
  })

  test('takes a key from standard input and shows it nowhere', async () => {
    const argv = ['site', 'add', 'Bern', 'https://bern.example', '--key-stdin']
    for (const around of [{ input: `${key}\n` }, { input: `${key}\n`, tty: true }]) {
      const said = await type(argv, { handlers: adding, ...around })
      expect(said.exitCode).toBe(0)
      expect(said.program.called.map(call => call.name)).toEqual([
        'sites.add',
        'sites.provideKey',
        'sites.checkEnrolment',
        'sites.enrol'
      ])
      expect(said.program.called[1]?.input).toEqual({ siteId: pending.id, key })
      expect(said.stdout + said.stderr).not.toContain('kkk')
    }
  })

  test.each<[string, Partial<Handlers>, string, number]>([
    [
      'a key that is refused',
      { 'sites.checkEnrolment': async () => refusedCheck as never },
      'key-without-grants',
      1
    ],
    [
      'a key of the wrong length',
      {
        'sites.provideKey': async () => {
          throw new AppError('key-length', 'A key has 32 characters.')
        }
      },
      'key-length',
      2
    ],
    [
      'a site that goes away',
      {
        'sites.enrol': async () => {
          throw new AppError('site-unreachable', 'Gone.')
        }
      },
      'site-unreachable',
      6
    ]
  ])('after %s nothing of the site is left', async (_why, handlers, code, exitCode) => {
    const said = await type(['site', 'add', 'Bern', 'https://bern.example', '--key-stdin', '--json'], {
      handlers: { ...adding, ...handlers },
      input: key
    })
    expect([said.exitCode, said.json().error?.code]).toEqual([exitCode, code])
    expect(said.program.called.at(-1)).toEqual({
      name: 'sites.remove',
      input: { siteId: pending.id, keepEnrolment: true }
    })
  })

  test('somebody who stops it half-way leaves nothing of the site either', async () => {
    const stop = new AbortController()
    const handlers: Partial<Handlers> = {
      ...adding,
      'sites.checkEnrolment': () => {
        setTimeout(() => stop.abort('SIGINT'), 5)
        return new Promise(() => undefined)
      }
    }
    const argv = ['site', 'add', 'Bern', 'https://bern.example', '--key-stdin', '--json']
    const said = await type(argv, { handlers, input: key, stop: stop.signal })
    expect([said.exitCode, said.json().error?.code]).toEqual([130, 'cancelled'])
    expect(said.program.called.at(-1)?.name).toBe('sites.remove')
    expect(said.program.closed()).toBe(true)
  })

  test('without a key on standard input nothing is added', async () => {
    const said = await type(['site', 'add', 'Bern', 'https://bern.example', '--key-stdin', '--json'], {
      handlers: adding
    })
    expect([said.exitCode, said.json().error?.code]).toEqual([2, 'key-length'])
    expect(said.program.called).toEqual([])
  })
})

describe('site check', () => {
  const health = (state: 'ok' | 'unreachable') => ({
    state,
    checkedAt: 0,
    latencyMs: 5,
    code: state === 'ok' ? null : ('site-unreachable' as const)
  })
  const fleet = (states: Record<string, 'ok' | 'unreachable'>): Partial<Handlers> => ({
    'sites.list': async () => Object.keys(states).map(name => aSite(name)),
    'sites.check': async ({ siteIds }) =>
      (siteIds ?? []).map(siteId => ({ siteId, health: health(states[siteId.slice(5)] ?? 'ok') }))
  })

  test.each([
    [{ a: 'ok', b: 'ok' }, 0],
    [{ a: 'ok', b: 'unreachable' }, 3],
    [{ a: 'unreachable', b: 'unreachable' }, 6]
  ] as const)('%j ends with %i', async (states, exitCode) => {
    const said = await type(['site', 'check', '--json'], { handlers: fleet(states) })
    expect(said.exitCode).toBe(exitCode)
    expect(said.stdout).toContain('"name":"b"')
  })

  test('enrols a site whose script was run', async () => {
    const said = await type(['site', 'check', 'bern', '--json'], {
      handlers: { ...adding, 'sites.list': async () => [pending] }
    })
    expect(said.exitCode).toBe(0)
    expect(said.json().data).toMatchObject({ sites: [{ name: 'Bern', state: 'enrolled', error: null }] })
  })
})

test('what a site is called cannot steer the terminal', async () => {
  const said = await type(['site', 'list'], {
    handlers: { 'sites.list': async () => [aSite('x', { name: 'Evil\u001b[2J\r\nSite' })] }
  })
  expect(said.stdout).toContain('Evil [2J Site')
  expect(said.stdout).not.toContain('\u001b')
})
