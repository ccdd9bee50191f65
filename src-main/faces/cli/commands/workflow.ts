import type { Command } from 'commander'
import type { StepView, WorkflowView } from '../../../contract/link-shapes.ts'
import { applyPlan } from '../apply-plan.ts'
import { followWorkflow } from '../follow-workflow.ts'
import { findLink, fleetOf, linkNameById } from '../naming.ts'
import { Failure, type Outcome } from '../outcome.ts'
import { waitingStep, workflowLines } from '../plan-text.ts'
import type { Session } from '../session.ts'
import { moment, table } from '../table.ts'
import { rowLimit } from './numbers.ts'
import type { Registry } from './registry.ts'

async function listWorkflows(session: Session, options: { link?: string; limit: number }): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const byLink = options.link === undefined ? {} : { linkId: findLink(fleet, options.link).id }
  const workflows = await session.call('workflows.list', { ...byLink, limit: options.limit })
  const rows = workflows.map(one => [
    one.id,
    one.kind,
    one.state,
    linkNameById(fleet, one.linkId),
    moment(one.createdAt)
  ])
  return { data: { workflows }, lines: table(['ID', 'KIND', 'STATE', 'LINK', 'MADE'], rows) }
}

interface ShowOptions {
  sql?: boolean
  save?: string
}

/** The step whose SQL is meant: the one that waits, or the first that will. */
function stepWithSql(workflow: WorkflowView): StepView & { readonly sql: string } {
  const step = waitingStep(workflow) ?? workflow.steps.find(({ sql, state }) => sql && state === 'planned')
  if (step && step.sql !== null) return { ...step, sql: step.sql }
  throw new Failure('nothing-to-resume', 'No step of this workflow waits for SQL.')
}

async function showWorkflow(session: Session, workflowId: string, options: ShowOptions): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const workflow = await session.call('workflows.show', { workflowId })
  if (options.save !== undefined) {
    const { position } = stepWithSql(workflow)
    const { path } = await session.call('workflows.saveSql', { workflowId, position, path: options.save })
    return { data: { workflow, path }, lines: [`Saved as ${path}.`] }
  }
  if (options.sql) {
    const { sql } = stepWithSql(workflow)
    return { data: { workflow, sql }, lines: sql.trimEnd().split('\n') }
  }
  return { data: { workflow }, lines: workflowLines(workflow, fleet) }
}

async function resumeWorkflow(
  session: Session,
  workflowId: string,
  options: { confirm?: string }
): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const { state } = await session.call('workflows.show', { workflowId })
  if (state === 'awaiting-site' || state === 'planned') {
    // What is left on a site that was away: planned anew, then confirmed like any other plan.
    const planned = await session.call('workflows.resume', { workflowId })
    const applied = await applyPlan(session, fleet, planned, options.confirm)
    return { data: { workflow: applied }, lines: workflowLines(applied, fleet) }
  }
  const begin = (): ReturnType<typeof session.call<'workflows.resume'>> =>
    session.call('workflows.resume', { workflowId })
  const workflow = await followWorkflow(session, fleet, workflowId, begin)
  return { data: { workflow }, lines: workflowLines(workflow, fleet) }
}

/** The way back is a plan of its own, and confirmed like any other. */
async function undoWorkflow(
  session: Session,
  workflowId: string,
  options: { confirm?: string }
): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const planned = await session.call('workflows.undo', { workflowId })
  const workflow = await applyPlan(session, fleet, planned, options.confirm)
  return { data: { workflow }, lines: workflowLines(workflow, fleet) }
}

/** A plan that nobody wants any more; what was applied is taken back with undo. */
async function discardWorkflow(session: Session, workflowId: string): Promise<Outcome> {
  const workflow = await session.call('workflows.discard', { workflowId })
  const text =
    workflow.state === 'awaiting-site'
      ? `The plan ${workflow.id} waits again. Discard it once more to give up what is left there.`
      : `The plan ${workflow.id} is ${workflow.state}.`
  return { data: { workflow }, lines: [text] }
}

export function addWorkflowCommands(root: Command, registry: Registry): void {
  const workflow = root.command('workflow').description('plans, and what came of them')
  workflow
    .command('list')
    .description('list workflows, newest first')
    .option('--link <link>', 'of this link only')
    .option('--limit <n>', 'how many', rowLimit, 50)
    .action(registry.act(listWorkflows))
  workflow
    .command('show')
    .description('show one')
    .argument('<id>')
    .option('--sql', 'only the SQL that somebody has to run, as it is')
    .option('--save <path>', 'save that SQL as a file')
    .action(registry.act(showWorkflow))
  workflow
    .command('resume')
    .description('go on with one that failed, was interrupted, or waits for SQL that was run or for a site')
    .argument('<id>')
    .option('--confirm <name>', "the replica's name, where entities are removed")
    .action(registry.act(resumeWorkflow))
  workflow
    .command('undo')
    .description('take back what one did')
    .argument('<id>')
    .option('--confirm <name>', "the replica's name, where entities are removed")
    .action(registry.act(undoWorkflow))
  workflow
    .command('discard')
    .description('let go of a plan that was not applied')
    .argument('<id>')
    .action(registry.act(discardWorkflow))
}
