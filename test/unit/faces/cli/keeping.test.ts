import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Handlers } from '../../../../src-main/contract/calls.ts'
import type { WorkflowView } from '../../../../src-main/contract/link-shapes.ts'
import type { ImportView } from '../../../../src-main/contract/topology-shapes.ts'
import { sites, link } from '../../../support/every-call.ts'
import { type } from '../../../support/terminal.ts'
import { aWorkflow } from '../../../support/views.ts'

const plan: ImportView = {
  path: '/f.json',
  digest: 'd',
  writtenAt: 0,
  writtenBy: '1',
  keys: 1,
  sites: [
    {
      name: 'Bern',
      baseUrl: 'https://bern.example',
      mainDomain: 'bern.example',
      outcome: 'new',
      why: null,
      existing: null,
      key: true,
      plainHttp: false
    }
  ],
  links: [],
  models: []
}
const leftOut: WorkflowView['leftOut'] = [{ siteId: sites[1]!.id, code: 'site-timeout' }]
const handlers: Partial<Handlers> = {
  'topology.get': async () => ({ sites, links: [link], positions: {} }),
  'topology.planImport': async () => plan,
  'topology.import': async () => plan,
  'topology.export': async ({ path }) => ({
    path,
    sites: 2,
    links: 1,
    agreedStates: 0,
    keys: 2,
    withoutKey: [],
    leftOut: 0
  }),
  'topology.notedLinks': async () => [
    {
      id: 'n1',
      primaryId: sites[0]!.id,
      replicaId: sites[1]!.id,
      delivery: 'compare',
      models: [{ model: 'A\\B', ids: null }],
      languages: {},
      bothWays: false,
      notedAt: 0
    }
  ],
  'schedules.add': async wish => ({
    id: 's1',
    target: wish.target,
    rhythm: wish.rhythm,
    zone: 'UTC',
    missed: wish.missed,
    quiet: [],
    maintenance: [],
    webhook: null,
    enabled: true,
    links: [],
    lastRunAt: null,
    nextRunAt: 0
  }),
  'report.write': async ({ path }) => ({ path, sites: 1, links: 1, runs: 3 }),
  'sites.planMove': async () =>
    aWorkflow('wf-1', { confirmation: { kind: 'none', expected: null }, leftOut }),
  'workflows.apply': async () => aWorkflow('wf-1', { state: 'applied', leftOut }),
  'workflows.show': async () => aWorkflow('wf-1', { state: 'applied', leftOut }),
  'workflows.discard': async () => aWorkflow('wf-1', { state: 'discarded' })
}
const called = (said: Awaited<ReturnType<typeof type>>, name: string) =>
  said.program.called.find(call => call.name === name)?.input

describe('the passphrase of a topology file', () => {
  test('comes from the environment and goes nowhere else', async () => {
    const env = { REXXFLEET_EXPORT_PASSPHRASE: 'sesame' }
    const out = await type(['topology', 'export', '/f.json', '--with-keys', '--json'], { handlers, env })
    expect(called(out, 'topology.export')).toEqual({ path: '/f.json', agreed: false, passphrase: 'sesame' })
    expect(out.stdout + out.stderr).not.toContain('sesame')
    const back = await type(['topology', 'import', '/f.json', '--yes', '--json'], { handlers, env })
    expect(called(back, 'topology.import')).toMatchObject({ digest: 'd', passphrase: 'sesame' })
  })

  test('is asked for, twice where it is chosen', async () => {
    const argv = ['topology', 'export', '/f.json', '--with-keys']
    const answers = ['sesame', 'sesame']
    const said = await type(argv, { handlers, tty: true, answer: () => answers.shift() })
    expect(called(said, 'topology.export')).toMatchObject({ passphrase: 'sesame' })
    const other = ['sesame', 'open']
    const two = await type([...argv, '--json'], { handlers, tty: true, answer: () => other.shift() })
    expect(two.json().error?.code).toBe('file-passphrase-wrong')
    expect(called(two, 'topology.export')).toBeUndefined()
  })

  test('is needed where keys are, unless they shall stay out', async () => {
    const none = await type(['topology', 'import', '/f.json', '--yes', '--json'], { handlers })
    expect(none.json().error?.code).toBe('file-passphrase-needed')
    const without = ['topology', 'import', '/f.json', '--yes', '--without-keys', '--json']
    expect(called(await type(without, { handlers }), 'topology.import')).toEqual({
      path: '/f.json',
      digest: 'd',
      leaveKeys: true
    })
  })
})

describe('what a file tells', () => {
  test('comes in only after a yes', async () => {
    const seen = await type(['topology', 'import', '/f.json', '--plan', '--json'], { handlers })
    expect(seen.json().data).toMatchObject({ imported: false, plan: { digest: 'd' } })
    const unsure = await type(['topology', 'import', '/f.json', '--json'], { handlers })
    expect([unsure.exitCode, unsure.json().error?.code]).toEqual([4, 'needs-confirmation'])
    for (const said of [seen, unsure]) expect(called(said, 'topology.import')).toBeUndefined()
  })

  test('of links is shown as the command that makes them', async () => {
    const { stdout } = await type(['topology', 'noted'], { handlers })
    expect(stdout).toContain(`rexxfleet link add "Portal" "Town" --model 'A\\B' --delivery compare`)
  })
})

describe('wrong usage is said before anything is opened', () => {
  test.each([
    ['schedule', 'add', '--every', '5'],
    ['schedule', 'add', '--link', 'a', '--tag', 'b', '--every', '5'],
    ['schedule', 'add', '--link', 'a'],
    ['schedule', 'add', '--link', 'a', '--every', '5', '--cron', '@daily'],
    ['schedule', 'add', '--link', 'a', '--every', 'x'],
    ['schedule', 'add', '--link', 'a', '--every', '5', '--missed', 'twice'],
    ['schedule', 'add', '--link', 'a', '--every', '5', '--quiet', 'night'],
    ['schedule', 'switch', 's1', 'maybe'],
    ['report', 'x.html', '--site', 'a', '--tag', 'b'],
    ['report', 'x.html', '--language', 'fr'],
    ['report', 'x.html', '--from', '2026-02-30'],
    ['run', 'export', 'r', 'x', '--format', 'xml']
  ])('%s %s %s %s %s %s', async (...argv) => {
    const said = await type(argv, { handlers })
    expect([said.exitCode, said.opened()]).toEqual([2, false])
  })
})

test('a schedule is told as it was typed', async () => {
  const argv = ['schedule', 'add', '--link', 'Portal:Town', '--cron', '0 5 * * 1-5', '--missed', 'once']
  const said = await type([...argv, '--quiet', '22:00-06:00', '--json'], { handlers })
  expect(called(said, 'schedules.add')).toMatchObject({
    target: { linkId: link.id },
    rhythm: { cron: '0 5 * * 1-5' },
    missed: 'once',
    quiet: [{ from: '22:00', to: '06:00' }]
  })
})

test('a report holds its last day, whole', async () => {
  const argv = ['report', '/x.html', '--tag', 'south', '--from', '2026-03-01', '--to', '2026-03-31']
  const said = await type([...argv, '--language', 'de', '--json'], { handlers })
  expect(called(said, 'report.write')).toMatchObject({
    about: { tag: 'south' },
    from: new Date(2026, 2, 1).getTime(),
    to: new Date(2026, 3, 1).getTime(),
    language: 'de'
  })
})

test('a move says whom it left out', async () => {
  const said = await type(['site', 'move', 'Portal', 'www.portal.example', '--yes'], { handlers })
  expect(said.exitCode).toBe(0)
  expect(said.stdout).toContain('Town could not be looked at (site-timeout)')
  const planned = await type(['site', 'move', 'Portal', 'x.example', '--plan', '--json'], { handlers })
  expect(called(planned, 'workflows.apply')).toBeUndefined()
  expect(called(planned, 'workflows.discard')).toEqual({ workflowId: 'wf-1' })
})

describe('a restore', () => {
  let place: string
  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'rexxfleet-restore-'))
  })
  afterEach(() => rm(place, { recursive: true, force: true }))

  test('opens no program, and refuses what is no backup', async () => {
    const argv = ['--data-dir', join(place, 'data'), 'restore', place, '--json']
    const said = await type(argv, { handlers })
    expect([said.json().error?.code, said.opened()]).toEqual(['file-foreign', false])
  })
})
