import type { Program } from '../../contract/door.ts'
import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { RunView } from '../../contract/run-shapes.ts'

/** Resolves with the workflow once it is neither planned nor at work: ended, or waiting for a person. */
export function workflowEnded(program: Program, workflowId: string): Promise<WorkflowView> {
  return new Promise(resolve => {
    const stop = program.listen(({ name, data }) => {
      if (name !== 'workflow.changed' || data.workflow.id !== workflowId) return
      if (['awaiting-site', 'planned', 'applying', 'undoing'].includes(data.workflow.state)) return
      stop()
      resolve(data.workflow)
    })
  })
}

/** Resolves with the run once it is not at work any more; also where it ended before the call. */
export async function runEnded(program: Program, runId: string): Promise<RunView> {
  const atWork = ({ state }: RunView): boolean => state === 'planning' || state === 'pushing'
  return new Promise((resolve, reject) => {
    const stop = program.listen(({ name, data }) => {
      if (name === 'run.changed' && data.run.id === runId && !atWork(data.run)) finish(data.run)
    })
    const finish = (run: RunView): void => {
      stop()
      resolve(run)
    }
    program.call('runs.show', { runId }).then(run => {
      if (!atWork(run)) finish(run)
    }, reject)
  })
}
