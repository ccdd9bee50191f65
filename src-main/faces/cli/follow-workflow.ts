import type { WorkflowView } from '../../contract/link-shapes.ts'
import { failureOf, Failure } from './outcome.ts'
import { stepLine, waitingStep, workflowLines } from './plan-text.ts'
import type { Fleet } from './naming.ts'
import type { Session } from './session.ts'
import { waitFor } from './wait-for.ts'

const overStates: readonly WorkflowView['state'][] = ['applied', 'waiting', 'failed', 'undone', 'discarded']

/** Tells each step once when it ends. */
function stepTeller(session: Session, fleet: Fleet): (workflow: WorkflowView) => void {
  const told = new Map<number, string>()
  return workflow => {
    for (const step of workflow.steps) {
      if (step.state === 'planned' || step.state === 'running' || told.get(step.position) === step.state)
        continue
      told.set(step.position, step.state)
      session.paper.say(stepLine(step, fleet))
    }
  }
}

/** Begins a workflow (apply, resume or undo) and waits for its end, or until it waits itself: for a person. A failed one is a failure with its plan. */
export async function followWorkflow(
  session: Session,
  fleet: Fleet,
  workflowId: string,
  begin: () => Promise<WorkflowView>
): Promise<WorkflowView> {
  const ended = await waitFor<WorkflowView>({
    listen: hear =>
      session.program.listen(message => {
        if (message.name === 'workflow.changed' && message.data.workflow.id === workflowId)
          hear(message.data.workflow)
      }),
    begin,
    ask: () => session.call('workflows.show', { workflowId }),
    isOver: workflow => overStates.includes(workflow.state),
    onChange: stepTeller(session, fleet),
    world: session.world
  })
  if (ended.state === 'failed') throw workflowFailure(ended, fleet)
  // It failed, and has tidied up behind itself.
  if (ended.state === 'undone' && ended.failure)
    throw failureOf(ended.failure, {
      details: { workflowId: ended.id, plan: ended },
      lines: workflowLines(ended, fleet)
    })
  if (ended.state === 'waiting') throw waitsForSql(ended, fleet)
  return ended
}

/** What went wrong, and the two ways on from there. */
function workflowFailure(workflow: WorkflowView, fleet: Fleet): Failure {
  const failure = workflow.failure ?? workflow.steps.find(step => step.failure)?.failure ?? null
  const more = { details: { workflowId: workflow.id, plan: workflow }, lines: workflowLines(workflow, fleet) }
  const next = `Go on with: rexxfleet workflow resume ${workflow.id}, or take it back with: rexxfleet workflow undo ${workflow.id}`
  return failure
    ? failureOf({ ...failure, message: `${failure.message} ${next}` }, more)
    : new Failure('step-failed', `A step failed. ${next}`, more)
}

/** Not a failure of anything: somebody has to run the SQL, and to say so. It is told with the exit code for what waits for a word. */
function waitsForSql(workflow: WorkflowView, fleet: Fleet): Failure {
  const step = waitingStep(workflow)
  const failure = step?.failure
  const isDemo = fleet.sites.some(({ id, demo }) => demo && id === step?.siteId)
  const what = isDemo
    ? `The site is made up, and nobody has its database at hand: rexxfleet demo run-sql ${workflow.id} runs the SQL there and goes on.`
    : (failure?.message ?? 'The SQL above has to be run on the database of the site.')
  return new Failure(
    failure?.code ?? 'needs-confirmation',
    `${what} Then go on with: rexxfleet workflow resume ${workflow.id}. Take it back with: rexxfleet workflow undo ${workflow.id}`,
    {
      details: { workflowId: workflow.id, ...failure?.details, plan: workflow },
      lines: workflowLines(workflow, fleet)
    }
  )
}
