import { describe, expect, test } from 'vitest'
import type { Handlers } from '../../../../src-main/contract/calls.ts'
import type { DriftView, RunView } from '../../../../src-main/contract/run-shapes.ts'
import { fakeProgram } from '../../../support/fake-program.ts'
import { type } from '../../../support/terminal.ts'
import { aLink, aRun, aSite } from '../../../support/views.ts'

const sites = [aSite('Bern'), aSite('Chur'), aSite('Genf')]
const links = [aLink('link-bc', 'Bern', 'Chur'), aLink('link-bg', 'Bern', 'Genf')]
const counts = (more: Partial<RunView['counts']>): RunView['counts'] => ({ ...aRun('', '').counts, ...more })
const reason = (code: 'site-unreachable' | 'removals-need-confirmation' | 'site-refused') => ({
  code,
  message: `Because ${code}.`,
  details: {}
})

/** A program in which a link's run ends as told a little after it began. */
function ending(ends: Record<string, Partial<RunView>>): Partial<Handlers> {
  const runs = new Map<string, RunView>()
  const begin = (id: string, linkId: string, end: Partial<RunView>): RunView => {
    const begun = aRun(id, linkId, { state: 'planning' })
    runs.set(id, begun)
    setTimeout(() => runs.set(id, aRun(id, linkId, end)), 10)
    return begun
  }
  return {
    'topology.get': async () => ({ sites, links, positions: {} }),
    'runs.list': async () => [],
    'runs.start': async ({ linkIds }) => linkIds.map(id => begin(`run-${id}`, id, ends[id] ?? {})),
    'runs.confirm': async ({ runId }) => begin(runId, 'link-bc', { state: 'done' }),
    'runs.resume': async ({ runId }) => begin(runId, 'link-bc', { state: 'done' }),
    'runs.show': async ({ runId }) => runs.get(runId) ?? aRun(runId, 'link-bc')
  }
}

describe('sync', () => {
  test('tells each run in the shape that scripts know', async () => {
    const end = { counts: counts({ create: 2, unchanged: 5 }), requests: 9, bytes: 1_500_000, durationMs: 40 }
    const said = await type(['sync', 'bern→chur', '--json'], { handlers: ending({ 'link-bc': end }) })
    expect(said.exitCode).toBe(0)
    expect(said.json().data?.['runs']).toEqual([
      expect.objectContaining({
        id: 'run-link-bc',
        link: 'link-bc',
        linkName: 'Bern→Chur',
        state: 'done',
        counts: { create: 2, update: 0, delete: 0, unchanged: 5, conflict: 0, blocked: 0, failed: 0 },
        requests: 9,
        bytes: 1_500_000,
        durationMs: 40
      })
    ])
  })

  test.each<[string, Record<string, Partial<RunView>>, number, string | undefined]>([
    ['all done', {}, 0, undefined],
    ['some failed', { 'link-bc': { state: 'partly', counts: counts({ failed: 1 }) } }, 3, undefined],
    ['a conflict that nobody decided', { 'link-bc': { counts: counts({ conflict: 1 }) } }, 3, undefined],
    [
      'one unreachable',
      { 'link-bc': { state: 'stopped', reason: reason('site-unreachable') } },
      3,
      undefined
    ],
    [
      'all unreachable',
      {
        'link-bc': { state: 'stopped', reason: reason('site-unreachable') },
        'link-bg': { state: 'stopped', reason: reason('site-unreachable') }
      },
      6,
      'site-unreachable'
    ],
    [
      'one waits for a confirmation',
      { 'link-bc': { state: 'waiting', reason: reason('removals-need-confirmation') } },
      4,
      'removals-need-confirmation'
    ],
    [
      'nothing done, for two causes',
      {
        'link-bc': { state: 'stopped', reason: reason('site-refused') },
        'link-bg': { state: 'stopped', reason: reason('site-unreachable') }
      },
      1,
      'site-refused'
    ]
  ])('with %s', async (_how, ends, exitCode, code) => {
    const said = await type(['sync', '--all', '--json'], { handlers: ending(ends) })
    expect([said.exitCode, said.json().error?.code]).toEqual([exitCode, code])
    const carried = said.json().data ?? said.json().error?.details
    expect(carried?.['runs']).toHaveLength(2)
  })

  test('of all leaves out what somebody holds, and says so', async () => {
    const held = aRun('run-held', 'link-bg', { state: 'paused' })
    const said = await type(['sync', '--all'], {
      handlers: { ...ending({}), 'runs.list': async () => [held] }
    })
    expect(said.exitCode).toBe(0)
    expect(said.program.called.find(call => call.name === 'runs.start')?.input).toMatchObject({
      linkIds: ['link-bc']
    })
    expect(said.stderr).toContain('(paused)')
  })

  test('passes the agreements on, and asks for no more than was given', async () => {
    const said = await type(['sync', 'link-b', 'link-bc', '--yes', '--allow-removals', '12', '--json'], {
      handlers: ending({})
    })
    expect(said.json().error?.message).toContain('fits more than one')
    const given = await type(['sync', 'link-bc', '--yes', '--allow-removals', '12', '--json'], {
      handlers: ending({})
    })
    expect(given.program.called.find(call => call.name === 'runs.start')?.input).toEqual({
      linkIds: ['link-bc'],
      planOnly: false,
      allowRemovals: 12,
      confirmOverwrites: true
    })
  })

  test('at a terminal asks before a mass removal', async () => {
    const ends = {
      'link-bc': {
        state: 'waiting' as const,
        counts: counts({ delete: 40 }),
        reason: reason('removals-need-confirmation')
      }
    }
    const no = await type(['sync', 'link-bc'], { handlers: ending(ends), tty: true, input: 'n\n' })
    expect(no.exitCode).toBe(4)
    expect(no.stderr).toContain('removing 40')
    const yes = await type(['sync', 'link-bc'], { handlers: ending(ends), tty: true, input: 'y\n' })
    expect(yes.exitCode).toBe(0)
    expect(yes.program.called.find(call => call.name === 'runs.confirm')?.input).toEqual({
      runId: 'run-link-bc',
      allowRemovals: 40
    })
  })

  test('--plan ends with 0 whatever it found, and asks nothing', async () => {
    const ends = { 'link-bc': { state: 'waiting' as const, counts: counts({ delete: 40, conflict: 1 }) } }
    const said = await type(['sync', 'link-bc', '--plan', '--json'], { handlers: ending(ends), tty: true })
    expect(said.exitCode).toBe(0)
    expect(said.json().data?.['runs']).toMatchObject([{ state: 'waiting', counts: { delete: 40 } }])
  })

  test('--plan of a site that does not answer is no plan', async () => {
    const ends = { 'link-bc': { state: 'stopped' as const, reason: reason('site-unreachable') } }
    const said = await type(['sync', 'link-bc', '--plan', '--json'], { handlers: ending(ends) })
    expect(said.exitCode).toBe(6)
  })

  test('hears of the end by an event, without having to ask', async () => {
    const program = fakeProgram({
      ...ending({}),
      'runs.show': async ({ runId }) => aRun(runId, 'link-bc', { state: 'pushing' })
    })
    setTimeout(() => program.emit('run.changed', { run: aRun('run-7', 'link-bc', { state: 'done' }) }), 30)
    const said = await type(['run', 'resume', 'run-7', '--json'], { program, world: { askEveryMs: 60_000 } })
    expect(said.exitCode).toBe(0)
    expect(program.listeners()).toBe(0)
  })
})

describe('drift', () => {
  const drift = (linkId: string, more: Partial<DriftView>): DriftView => ({
    linkId,
    counts: counts({}),
    drifted: false,
    requests: 2,
    durationMs: 3,
    error: null,
    ...more
  })
  const unreachable = reason('site-unreachable')

  test.each<[string, [Partial<DriftView>, Partial<DriftView>], number]>([
    ['in step', [{}, {}], 0],
    ['drift', [{ drifted: true }, {}], 5],
    ['drift, and one that cannot be told', [{ drifted: true }, { error: unreachable }], 3],
    ['none that can be told', [{ error: unreachable }, { error: unreachable }], 6]
  ])('%s', async (_how, [first, second], exitCode) => {
    const said = await type(['drift', '--all', '--json'], {
      handlers: {
        'topology.get': async () => ({ sites, links, positions: {} }),
        'drift.check': async () => [drift('link-bc', first), drift('link-bg', second)]
      }
    })
    expect(said.exitCode).toBe(exitCode)
    const carried = said.json().data ?? said.json().error?.details
    expect(carried?.['links']).toHaveLength(2)
  })
})
