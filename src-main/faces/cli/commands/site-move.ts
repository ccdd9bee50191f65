import type { Command } from 'commander'
import { applyPlan, discard } from '../apply-plan.ts'
import { findSite, fleetOf } from '../naming.ts'
import type { Outcome } from '../outcome.ts'
import { workflowLines } from '../plan-text.ts'
import type { Session } from '../session.ts'
import type { Registry } from './registry.ts'

interface MoveOptions {
  address?: string
  allowHttp?: boolean
  plan?: boolean
}

async function moveSite(
  session: Session,
  name: string,
  mainDomain: string,
  options: MoveOptions
): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const workflow = await session.call('sites.planMove', {
    siteId: findSite(fleet, name).id,
    mainDomain,
    ...(options.address === undefined ? {} : { address: options.address }),
    allowHttp: options.allowHttp ?? false
  })
  if (options.plan) {
    await discard(session, workflow)
    return { data: { workflow }, lines: workflowLines(workflow, fleet) }
  }
  const applied = await applyPlan(session, fleet, workflow)
  return { data: { workflow: applied }, lines: workflowLines(applied, fleet) }
}

export function addSiteMoveCommand(site: Command, registry: Registry): void {
  site
    .command('move')
    .description('change the main domain of a site, on all sites that know it by name')
    .argument('<name>')
    .argument('<new-main-domain>')
    .option(
      '--address <url>',
      'where it is reached from now on; else at the new domain, if it was at the old one'
    )
    .option('--allow-http', 'plain http is allowed, for sites in local development')
    .option('--plan', 'show what would be done, and do nothing')
    .action(registry.act(moveSite))
}
