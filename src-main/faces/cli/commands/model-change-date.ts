import type { Command } from 'commander'
import { applyPlan, discard } from '../apply-plan.ts'
import { findSite, fleetOf } from '../naming.ts'
import { usageFailure, type Outcome } from '../outcome.ts'
import { workflowLines } from '../plan-text.ts'
import type { Session } from '../session.ts'
import { fieldOf } from './model-add.ts'
import type { Registry } from './registry.ts'

interface DateOptions {
  site?: string
  field?: string
  plan?: boolean
}

/** What the field holds, where it was said; fails where that is no date, or said of another field. */
function typeSaid(changeDate: string, { site, field }: DateOptions): 'datetime' | 'date' | undefined {
  if (site === undefined) throw usageFailure('Name a site that has the class, with --site.')
  if (field === undefined) return undefined
  const { name, type = 'string' } = fieldOf(field)
  if (name === changeDate && (type === 'datetime' || type === 'date')) return type
  throw usageFailure(`--field says of ${changeDate} whether it is a datetime or a date; '${field}' does not.`)
}

async function nameChangeDate(
  session: Session,
  model: string,
  changeDate: string,
  options: DateOptions
): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const type = typeSaid(changeDate, options)
  const siteId = findSite(fleet, options.site!).id
  const wish = { siteId, model, changeDate, ...(type ? { type } : {}) }
  const planned = await session.call('models.planChangeDate', wish)
  if (options.plan) {
    await discard(session, planned)
    return { data: { workflow: planned }, lines: workflowLines(planned, fleet) }
  }
  const workflow = await applyPlan(session, fleet, planned)
  const applied = workflow.state === 'applied'
  return {
    data: { workflow },
    lines: applied ? [`'${changeDate}' tells when a record was saved.`] : workflowLines(workflow, fleet)
  }
}

const checkUsage = (_model: string, changeDate: string, options: DateOptions): void =>
  void typeSaid(changeDate, options)

export function addChangeDateCommand(model: Command, registry: Registry): void {
  model
    .command('change-date')
    .description('name the field in which a class that was added by hand notes each save')
    .argument('<model>')
    .argument('<field>')
    .option('--site <name>', 'the site that shows it')
    .option('--field <name:type>', 'whether it is a datetime or a date, where no entity shows it')
    .option('--plan', 'show what would be done, and do nothing')
    .action(registry.act(nameChangeDate, checkUsage))
}
