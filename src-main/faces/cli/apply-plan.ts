/** From a plan to its end: shown, confirmed, applied, followed. */
import type { WorkflowView } from '../../contract/link-shapes.ts'
import { followWorkflow } from './follow-workflow.ts'
import type { Fleet } from './naming.ts'
import { Failure } from './outcome.ts'
import { workflowLines } from './plan-text.ts'
import { askText, askYes, canAsk } from './prompt.ts'
import type { Session } from './session.ts'

/** A plan that is not applied is let go: it would only stand in the way of the next one. */
export async function discard(session: Session, workflow: WorkflowView): Promise<void> {
  await session.program.call('workflows.discard', { workflowId: workflow.id })
}

function unconfirmed(workflow: WorkflowView, fleet: Fleet, message: string): Failure {
  const { kind, expected } = workflow.confirmation
  return new Failure('needs-confirmation', message, {
    details: { confirmation: kind, expected, plan: workflow },
    lines: workflowLines(workflow, fleet)
  })
}

const repeatWith = (name: string | null): string => `Repeat it with --confirm ${JSON.stringify(name)}.`

async function asked(session: Session, workflow: WorkflowView, fleet: Fleet): Promise<string | null> {
  for (const line of workflowLines(workflow, fleet)) session.paper.say(line)
  const { kind, expected } = workflow.confirmation
  if (kind === 'yes') return (await askYes(session.world, 'Apply this plan?')) ? '' : null
  const typed = await askText(
    session.world,
    `Entities are removed. Type the name of the site (${expected}) to agree:`
  )
  return typed.trim() === expected ? typed.trim() : null
}

/** What was agreed to, for the program; fails with the plan where nobody agreed. */
async function confirmed(
  session: Session,
  fleet: Fleet,
  workflow: WorkflowView,
  given: string | undefined
): Promise<string> {
  const { kind, expected } = workflow.confirmation
  if (kind === 'none' || (kind === 'yes' && session.options.yes)) return ''
  if (kind === 'name' && given !== undefined) {
    if (given === expected) return given
    throw unconfirmed(
      workflow,
      fleet,
      `“${given}” is not the name that is asked for. Nothing was done. ${repeatWith(expected)}`
    )
  }
  if (canAsk(session.world)) {
    const answer = await asked(session, workflow, fleet)
    if (answer !== null) return answer
    throw unconfirmed(workflow, fleet, 'Not confirmed. Nothing was done.')
  }
  throw unconfirmed(
    workflow,
    fleet,
    kind === 'name'
      ? `This removes entities. ${repeatWith(expected)}`
      : 'This plan needs a yes. Repeat the command with --yes.'
  )
}

/** Each notice that wants a tick is asked for by itself: --yes agrees to ordinary plans only. */
async function acknowledged(
  session: Session,
  fleet: Fleet,
  workflow: WorkflowView,
  open: readonly string[]
): Promise<void> {
  for (const kind of open) {
    if (canAsk(session.world) && (await askYes(session.world, `Go on in spite of '${kind}'?`))) continue
    const options = open.map(one => `--acknowledge ${one}`).join(' ')
    throw unconfirmed(
      workflow,
      fleet,
      `The preflight wants to be confirmed. Repeat the command with ${options}.`
    )
  }
}

/** Applies a plan once it is agreed to; what is at work already is only followed. */
export async function applyPlan(
  session: Session,
  fleet: Fleet,
  workflow: WorkflowView,
  given?: string
): Promise<WorkflowView> {
  if (workflow.state !== 'planned')
    return followWorkflow(session, fleet, workflow.id, () => Promise.resolve(workflow))
  let confirm: string
  const acknowledge = workflow.confirmation.acknowledge ?? []
  try {
    confirm = await confirmed(session, fleet, workflow, given)
    await acknowledged(session, fleet, workflow, acknowledge)
  } catch (thrown) {
    await discard(session, workflow)
    throw thrown
  }
  const input = {
    workflowId: workflow.id,
    ...(confirm ? { confirm } : {}),
    ...(acknowledge.length > 0 ? { acknowledge } : {})
  }
  return followWorkflow(session, fleet, workflow.id, () => session.call('workflows.apply', input))
}
