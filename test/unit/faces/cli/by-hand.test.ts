import { describe, expect, test } from 'vitest'
import type { Handlers } from '../../../../src-main/contract/calls.ts'
import type { WorkflowView } from '../../../../src-main/contract/link-shapes.ts'
import { type } from '../../../support/terminal.ts'
import { aSite, aWorkflow } from '../../../support/views.ts'

const sql = "UPDATE `contrexx_module_calendar_settings` SET `value` = '1';\nSELECT 'two lines';\n"
const step = (position: number, state: WorkflowView['steps'][number]['state'], text: string | null) => ({
  ...{
    position,
    stepId: `step-${position}`,
    kind: 'publish-calendar',
    siteId: 'site-bern',
    state,
    sql: text
  },
  effects: [],
  failure: null,
  startedAt: null,
  endedAt: null
})
const waiting = aWorkflow('flow-1', {
  state: 'waiting',
  steps: [step(0, 'done', null), step(1, 'waiting', sql), step(2, 'planned', null)]
})

const handlers = (workflow: WorkflowView): Partial<Handlers> => ({
  'topology.get': async () => ({ sites: [aSite('Bern')], links: [], positions: {} }),
  'workflows.show': async () => workflow,
  'workflows.saveSql': async ({ path }) => ({ path: path ?? '/data/sql/flow-1-2.sql' })
})

describe('a step by hand', () => {
  test('gives its SQL as it is, ready for a database client', async () => {
    const said = await type(['workflow', 'show', 'flow-1', '--sql'], { handlers: handlers(waiting) })
    expect(said.exitCode).toBe(0)
    expect(said.stdout).toBe(sql)
    const json = await type(['workflow', 'show', 'flow-1', '--sql', '--json'], {
      handlers: handlers(waiting)
    })
    expect(json.json().data).toMatchObject({ sql, workflow: { state: 'waiting' } })
  })

  test('saves it where it is told to, for the step that waits', async () => {
    const said = await type(['workflow', 'show', 'flow-1', '--save', 'x.sql'], {
      handlers: handlers(waiting)
    })
    expect(said.exitCode).toBe(0)
    expect(said.program.called.at(-1)).toMatchObject({
      name: 'workflows.saveSql',
      input: { workflowId: 'flow-1', position: 1, path: expect.stringContaining('x.sql') }
    })
    expect(said.stdout).toContain('x.sql')
  })

  test('on a made-up site is run by the demo, and the way to that is said', async () => {
    const made: Partial<Handlers> = {
      ...handlers(waiting),
      'topology.get': async () => ({ sites: [aSite('Bern', { demo: true })], links: [], positions: {} }),
      'workflows.resume': async () => waiting
    }
    const told = await type(['workflow', 'resume', 'flow-1'], { handlers: made })
    expect(told.exitCode).toBe(4)
    expect(told.stderr).toContain('rexxfleet demo run-sql flow-1')
    const applied = aWorkflow('flow-1', { state: 'applied' })
    const said = await type(['demo', 'run-sql', 'flow-1'], {
      handlers: { ...made, 'demo.runSql': async () => ({}), 'workflows.resume': async () => applied }
    })
    expect(said.exitCode).toBe(0)
    expect(said.program.called.map(({ name }) => name)).toEqual([
      'topology.get',
      'demo.runSql',
      'workflows.resume'
    ])
    const real = await type(['workflow', 'resume', 'flow-1'], {
      handlers: { ...handlers(waiting), 'workflows.resume': async () => waiting }
    })
    expect(real.stderr).not.toContain('demo run-sql')
  })

  test('is shown before the plan is applied as well, and refused where nothing waits', async () => {
    const planned = aWorkflow('flow-1', { steps: [step(0, 'planned', sql)] })
    const early = await type(['workflow', 'show', 'flow-1', '--sql'], { handlers: handlers(planned) })
    expect(early.stdout).toBe(sql)
    const none = aWorkflow('flow-1', { steps: [step(0, 'done', sql)] })
    for (const option of [['--sql'], ['--save', 'x.sql']]) {
      const said = await type(['workflow', 'show', 'flow-1', ...option, '--json'], {
        handlers: handlers(none)
      })
      expect(said.exitCode).not.toBe(0)
      expect(said.json().error?.code).toBe('nothing-to-resume')
    }
  })
})
