import type { Command } from 'commander'
import { applyPlan, discard } from '../apply-plan.ts'
import { findSite, fleetOf } from '../naming.ts'
import type { Outcome } from '../outcome.ts'
import { workflowLines } from '../plan-text.ts'
import type { Session } from '../session.ts'
import type { Registry } from './registry.ts'

interface PurgeOptions {
  flushReplicas?: boolean
  includeEdited?: boolean
  force?: boolean
  plan?: boolean
  confirm?: string
}

async function purge(session: Session, text: string, options: PurgeOptions): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const site = findSite(fleet, text)
  const planned = await session.call('links.planPurge', {
    siteId: site.id,
    flushReplicas: options.flushReplicas ?? false,
    includeEdited: options.includeEdited ?? false,
    force: options.force ?? false
  })
  if (options.plan) {
    await discard(session, planned)
    return { data: { workflow: planned }, lines: workflowLines(planned, fleet) }
  }
  const workflow = await applyPlan(session, fleet, planned, options.confirm)
  return { data: { id: site.id, workflow }, lines: workflowLines(workflow, fleet) }
}

export function addPurgeCommand(root: Command, registry: Registry): void {
  root
    .command('purge')
    .description('take a site out of all replication, and what it got from primaries off it')
    .argument('<site>')
    .option('--flush-replicas', 'also remove what it delivered to others')
    .option('--include-edited', 'also remove what was edited on the replica')
    .option('--force', 'clean the sites that answer; what is left on the others waits for them')
    .option('--plan', 'show what would be done, and do nothing')
    .option('--confirm <name>', "the site's name: agrees to the purge")
    .action(registry.act(purge))
}
