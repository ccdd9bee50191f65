import type { Command } from 'commander'
import { findSite, siteName } from '../naming.ts'
import type { Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { moment, plain, table } from '../table.ts'
import { rowLimit } from './numbers.ts'
import type { Registry } from './registry.ts'

interface ActivityOptions {
  site?: string
  of?: string
  before?: string
  limit: number
}

async function listActivity(session: Session, options: ActivityOptions): Promise<Outcome> {
  const sites = await session.call('sites.list', {})
  const activity = await session.call('activity.list', {
    ...(options.site === undefined ? {} : { siteId: findSite({ sites }, options.site).id }),
    ...(options.of === undefined ? {} : { actorId: options.of }),
    ...(options.before === undefined ? {} : { before: options.before }),
    limit: options.limit
  })
  const rows = activity.map(one => [
    moment(one.at),
    siteName({ sites }, one.siteId),
    one.request.method,
    plain(one.request.path),
    one.outcome,
    one.status === null ? '' : String(one.status),
    `${one.actor.kind} ${one.actor.id}`
  ])
  const columns = ['AT', 'SITE', 'METHOD', 'PATH', 'OUTCOME', 'STATUS', 'BY']
  return { data: { activity }, lines: table(columns, rows) }
}

export function addActivityCommands(root: Command, registry: Registry): void {
  root
    .command('activity')
    .description('what was written on which site')
    .command('list')
    .description('list write requests, newest first')
    .option('--site <name>', 'on this site only')
    .option('--of <id>', 'of this workflow or run only')
    .option('--before <id>', 'older than this entry')
    .option('--limit <n>', 'how many', rowLimit, 100)
    .action(registry.act(listActivity))
}
