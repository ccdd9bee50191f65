import { describe, expect, test } from 'vitest'
import type { Handlers } from '../../../../src-main/contract/calls.ts'
import type { WorkflowView } from '../../../../src-main/contract/link-shapes.ts'
import { type, type Around, type Typed } from '../../../support/terminal.ts'
import { aLink, aSite, aWorkflow } from '../../../support/views.ts'

const sites = [aSite('Bern'), aSite('Chur')]
const link = aLink('link-1', 'Bern', 'Chur')
const step: WorkflowView['steps'][number] = {
  position: 0,
  stepId: 'replica/key',
  kind: 'make-key',
  siteId: 'site-chur',
  state: 'planned',
  effects: [{ act: 'create', what: 'key', name: 'rexxfleet' }],
  sql: null,
  failure: null,
  startedAt: null,
  endedAt: null
}
const plan = (kind: 'yes' | 'name'): WorkflowView =>
  aWorkflow('flow-1', {
    linkId: 'link-1',
    steps: [step],
    confirmation: { kind, expected: kind === 'name' ? 'Chur' : null }
  })

/** A program whose workflow ends by itself a little after it was applied. */
function handlers(
  kind: 'yes' | 'name',
  end: Partial<WorkflowView> = { state: 'applied' }
): Partial<Handlers> {
  let state: Partial<WorkflowView> = {}
  const now = (): WorkflowView => ({ ...plan(kind), ...state })
  return {
    'topology.get': async () => ({ sites, links: [link], positions: {} }),
    'links.plan': async () => plan(kind),
    'links.planDeregister': async () => plan(kind),
    'workflows.discard': async () => aWorkflow('flow-1', { state: 'discarded' }),
    'workflows.show': async () => now(),
    'workflows.apply': async () => {
      state = { state: 'applying' }
      setTimeout(() => (state = end), 20)
      return now()
    }
  }
}

const add = ['link', 'add', 'bern', 'CHUR', '--model', 'RewriteRule']
const names = (said: Typed): string[] => said.program.called.map(call => call.name)
const run = (argv: string[], around: Around): Promise<Typed> => type([...argv, '--json'], around)

describe('an ordinary plan', () => {
  test('is applied with --yes, and followed to its end', async () => {
    const said = await run([...add, '--yes', '--id', '4', '--id', '5'], { handlers: handlers('yes') })
    expect(said.exitCode).toBe(0)
    expect(said.json().data).toMatchObject({
      id: 'link-1',
      link: { id: 'link-1' },
      workflow: { state: 'applied' }
    })
    expect(said.program.called[1]).toMatchObject({
      name: 'links.plan',
      input: { primaryId: 'site-bern', replicaId: 'site-chur', ids: ['4', '5'], delivery: 'compare' }
    })
  })

  test('without --yes ends with 4 and the plan, and leaves nothing behind', async () => {
    const said = await run(add, { handlers: handlers('yes') })
    expect(said.exitCode).toBe(4)
    expect(said.json().error).toMatchObject({
      code: 'needs-confirmation',
      details: { plan: { id: 'flow-1' } }
    })
    expect(names(said)).toEqual(['topology.get', 'links.plan', 'workflows.discard'])
    const people = await type(add, { handlers: handlers('yes') })
    expect(people.stdout).toContain('1. Chur: make key rexxfleet')
  })

  test('is only shown with --plan', async () => {
    const said = await run([...add, '--plan'], { handlers: handlers('yes') })
    expect(said.exitCode).toBe(0)
    expect(said.json().data).toMatchObject({ workflow: { id: 'flow-1', state: 'planned' } })
    expect(names(said)).not.toContain('workflows.apply')
  })

  test.each([
    ['y\n', 0],
    ['\n', 4],
    ['nope\n', 4]
  ])('at a terminal %j ends with %i', async (input, exitCode) => {
    const said = await type(add, { handlers: handlers('yes'), tty: true, input })
    expect(said.exitCode).toBe(exitCode)
    expect(said.stderr).toContain('Apply this plan? [y/N]')
  })
})

describe('a flush', () => {
  const deregister = ['deregister', 'bern:chur', '--yes']

  test('is not covered by --yes', async () => {
    const said = await run(deregister, { handlers: handlers('name') })
    expect(said.exitCode).toBe(4)
    expect(said.json().error?.details).toMatchObject({ expected: 'Chur', plan: { id: 'flow-1' } })
  })

  test("wants the replica's name, and no other", async () => {
    const wrong = await run([...deregister, '--confirm', 'Bern'], { handlers: handlers('name') })
    expect(wrong.exitCode).toBe(4)
    expect(wrong.json().error?.message).toMatch(/^“Bern” is not .* --confirm "Chur"\.$/)
    const right = await run([...deregister, '--confirm', 'Chur'], { handlers: handlers('name') })
    expect(right.exitCode).toBe(0)
    const apply = right.program.called.find(call => call.name === 'workflows.apply')
    expect(apply?.input).toEqual({ workflowId: 'flow-1', confirm: 'Chur' })
  })

  test('has it typed at a terminal', async () => {
    for (const [input, exitCode] of [
      ['Chur\n', 0],
      ['y\n', 4]
    ] as const)
      expect((await type(deregister, { handlers: handlers('name'), tty: true, input })).exitCode).toBe(
        exitCode
      )
  })
})

test('a workflow that fails says how to go on, with the code and exit code of its cause', async () => {
  const end: Partial<WorkflowView> = {
    state: 'failed',
    failure: { code: 'site-timeout', message: 'No answer in time.', details: {} }
  }
  const said = await run([...add, '--yes'], { handlers: handlers('yes', end) })
  expect(said.exitCode).toBe(6)
  expect(said.json().error).toMatchObject({ code: 'site-timeout', details: { workflowId: 'flow-1' } })
  expect(said.json().error?.message).toContain('rexxfleet workflow resume flow-1')
})

test('an undo is a plan of its own, and needs its own yes', async () => {
  const undo = { ...handlers('yes'), 'workflows.undo': async () => plan('yes') }
  expect((await run(['workflow', 'undo', 'flow-0'], { handlers: undo })).exitCode).toBe(4)
  expect((await run(['workflow', 'undo', 'flow-0', '--yes'], { handlers: undo })).exitCode).toBe(0)
})
