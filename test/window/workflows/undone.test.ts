import { expect, it } from 'vitest'
import type { StepView, WorkflowView } from '@contract/link-shapes.ts'
import WorkflowProgress from '@/features/workflows/workflow-progress.vue'
import { workflow } from '../fake-plans.ts'
import { mounted } from '../mounting.ts'

const step: StepView = {
  ...{
    position: 0,
    stepId: 'koeniz/endpoint/Event',
    kind: 'remove-endpoint',
    siteId: 'koeniz',
    state: 'done'
  },
  ...{ effects: [], sql: null, failure: null, startedAt: 1, endedAt: 2 }
}

function applied(kind: WorkflowView['kind']): WorkflowView {
  return {
    ...workflow('w', kind, null, ['koeniz'], [step], { kind: 'yes', expected: null }),
    state: 'applied'
  }
}

it('says that it was undone, and offers the way back from what was done before its steps', async () => {
  const undone = await mounted(WorkflowProgress, { workflow: applied('undo') })
  expect(undone.find('undone').textContent).toContain('Undone.')
  expect(undone.all('[data-testid="undo-applied"]')).toEqual([])
  undone.wrapper.unmount()

  const done = await mounted(WorkflowProgress, { workflow: applied('set-up-link') })
  expect(done.all('[data-testid="undone"]')).toEqual([])
  const way = done.find('undo-applied')
  const steps = done.all('.step, .steps, [data-testid="steps"]')[0]!
  expect(way.compareDocumentPosition(steps) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0)
})
