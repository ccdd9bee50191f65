import type { Command } from 'commander'
import { applyPlan, discard } from '../apply-plan.ts'
import { findLink, fleetOf } from '../naming.ts'
import type { Outcome } from '../outcome.ts'
import { workflowLines } from '../plan-text.ts'
import type { Session } from '../session.ts'
import type { Registry } from './registry.ts'

interface DeregisterOptions {
  keepData?: boolean
  force?: boolean
  includeEdited?: boolean
  plan?: boolean
  confirm?: string
}

async function deregister(session: Session, text: string, options: DeregisterOptions): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const link = findLink(fleet, text)
  const planned = await session.call('links.planDeregister', {
    linkId: link.id,
    keepData: options.keepData ?? false,
    force: options.force ?? false,
    ...(options.includeEdited ? { includeEdited: true } : {})
  })
  if (options.plan) {
    await discard(session, planned)
    return { data: { workflow: planned }, lines: workflowLines(planned, fleet) }
  }
  const workflow = await applyPlan(session, fleet, planned, options.confirm)
  return { data: { id: link.id, workflow }, lines: workflowLines(workflow, fleet) }
}

export function addDeregisterCommand(root: Command, registry: Registry): void {
  root
    .command('deregister')
    .description('take a link off both sites, and what it brought off the replica')
    .argument('<link>')
    .option('--keep-data', 'leave the replicated entities on the replica')
    .option('--include-edited', 'also remove what was edited on the replica')
    .option('--force', 'clean the side that answers; what is left on the other waits for it')
    .option('--plan', 'show what would be done, and do nothing')
    .option('--confirm <name>', "the replica's name: agrees to removing the entities")
    .action(registry.act(deregister))
}
