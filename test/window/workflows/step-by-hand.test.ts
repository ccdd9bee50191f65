import { describe, expect, it, vi } from 'vitest'
import type { StepView, WorkflowView } from '@contract/link-shapes.ts'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import WorkflowProgress from '@/features/workflows/workflow-progress.vue'
import { click, mounted, settled } from '../mounting.ts'
import { workflow } from '../fake-plans.ts'

const sql = "UPDATE `contrexx_module_calendar_settings` SET `value` = '1';\n"

function waiting(failure: StepView['failure'] = null, siteId = 'thun'): WorkflowView {
  const step: StepView = {
    position: 3,
    stepId: 'publish',
    kind: 'publish-calendar',
    siteId,
    state: 'waiting',
    effects: [],
    sql,
    failure,
    startedAt: 1,
    endedAt: null
  }
  const plan = workflow('by-hand', 'set-up-link', null, [siteId], [step], { kind: 'yes', expected: null })
  return { ...plan, state: 'waiting' }
}

describe('a workflow that waits for SQL', () => {
  it('shows it, copies it, saves it, and looks whether it was run when it is told so', async () => {
    const page = await mounted(WorkflowProgress, { workflow: waiting() })
    expect(page.find('step-sql')).toHaveProperty('open', true)
    expect(page.find('step-sql').querySelector('pre')?.textContent).toBe(sql.trimEnd())
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    await click(page.find('copy-sql'))
    expect(writeText).toHaveBeenCalledWith(sql)
    await click(page.find('save-sql'))
    expect(page.program.calls.at(-1)).toMatchObject({
      name: 'workflows.saveSql',
      input: { workflowId: 'by-hand', position: 3 }
    })
    await click(page.find('check-sql'))
    await settled()
    expect(page.program.calls.at(-1)).toMatchObject({
      name: 'workflows.resume',
      input: { workflowId: 'by-hand' }
    })
  })

  it('is run by the demo itself where the site is made up, and looked at as any other', async () => {
    const page = await mounted(WorkflowProgress, { workflow: waiting(null, 'bern') })
    await useFleet().load()
    await settled()
    expect(page.all('[data-testid="run-sql-in-demo"]')).toEqual([])
    await page.program.invoke('demo.start', {})
    await useFleet().load()
    await settled()
    expect(page.find('workflow-waiting').textContent).toContain('The site belongs to the demo')
    expect(page.all('[data-testid="check-sql"]')).toEqual([])
    await click(page.find('run-sql-in-demo'))
    await settled()
    expect(page.program.calls.slice(-2)).toMatchObject([
      { name: 'demo.runSql', input: { workflowId: 'by-hand' } },
      { name: 'workflows.resume', input: { workflowId: 'by-hand' } }
    ])
  })

  it('says what of it is not seen, and can be taken back', async () => {
    const failure = {
      code: 'sql-not-seen' as const,
      message: 'The site does not show yet what the SQL does.',
      details: { missing: ['publication-status'] }
    }
    const page = await mounted(WorkflowProgress, { workflow: waiting(failure as StepView['failure']) })
    expect(page.find('workflow-waiting').textContent).toContain(
      'Not there yet. The site does not show: the setting publicationStatus.'
    )
    await click(page.find('undo-workflow'))
    expect(page.program.calls.at(-1)).toMatchObject({
      name: 'workflows.undo',
      input: { workflowId: 'by-hand' }
    })
  })
})
