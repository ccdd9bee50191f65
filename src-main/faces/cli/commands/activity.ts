import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { CallInput } from '../../../contract/calls.ts'
import { findSite, siteName } from '../naming.ts'
import { usageFailure, type Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { moment, plain, table } from '../table.ts'
import { dayEnd, dayStart } from './days.ts'
import { rowLimit } from './numbers.ts'
import type { Registry } from './registry.ts'

interface FilterOptions {
  site?: string
  of?: string
  by?: string
  outcome?: string
  method?: string
  text?: string
  from?: string
  to?: string
}

interface ListOptions extends FilterOptions {
  before?: string
  limit: number
}

interface ExportOptions extends FilterOptions {
  format: string
}

type Filter = Omit<CallInput<'activity.export'>, 'path' | 'format'>

const outcomes = ['sent', 'done', 'failed'] as const
const methods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const
const actors = ['workflow', 'run'] as const

function oneOf<T extends string>(option: string, words: readonly T[], given: string): T {
  const found = words.find(word => word.toLowerCase() === given.toLowerCase())
  if (!found) throw usageFailure(`${option} is one of ${words.join(', ')}.`)
  return found
}

/** All but the site, which only the fleet can name. The last day is included. */
function filterOf({ of, by, outcome, method, text, from, to }: FilterOptions): Filter {
  return {
    ...(of === undefined ? {} : { actorId: of }),
    ...(by === undefined ? {} : { actorKind: oneOf('--by', actors, by) }),
    ...(outcome === undefined ? {} : { outcome: oneOf('--outcome', outcomes, outcome) }),
    ...(method === undefined ? {} : { method: oneOf('--method', methods, method) }),
    ...(text === undefined ? {} : { text }),
    ...(from === undefined ? {} : { from: dayStart(from) }),
    ...(to === undefined ? {} : { to: dayEnd(to) })
  }
}

function checkListUsage(options: ListOptions): void {
  filterOf(options)
}

function checkExportUsage(_file: string, options: ExportOptions): void {
  filterOf(options)
  oneOf('--format', ['csv', 'json'], options.format)
}

async function listActivity(session: Session, options: ListOptions): Promise<Outcome> {
  const sites = await session.call('sites.list', {})
  const activity = await session.call('activity.list', {
    ...filterOf(options),
    ...(options.site === undefined ? {} : { siteId: findSite({ sites }, options.site).id }),
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
    `${one.actor.kind} ${one.actor.id}`,
    plain(one.actor.step ?? ''),
    one.startedBy ?? ''
  ])
  const columns = ['AT', 'SITE', 'METHOD', 'PATH', 'OUTCOME', 'STATUS', 'BY', 'STEP', 'STARTED BY']
  return { data: { activity }, lines: table(columns, rows) }
}

async function exportActivity(session: Session, file: string, options: ExportOptions): Promise<Outcome> {
  const site =
    options.site === undefined
      ? {}
      : { siteId: findSite({ sites: await session.call('sites.list', {}) }, options.site).id }
  const written = await session.call('activity.export', {
    ...filterOf(options),
    ...site,
    path: resolve(file),
    format: oneOf('--format', ['csv', 'json'], options.format)
  })
  return { data: { ...written }, lines: [`${written.path}: ${written.entries} entries.`] }
}

function withFilter(command: Command): Command {
  return command
    .option('--site <name>', 'on this site only')
    .option('--of <id>', 'of this workflow or run only')
    .option('--by <kind>', 'by workflows or by runs only')
    .option('--outcome <outcome>', 'sent (no answer is known), done or failed')
    .option('--method <method>', 'POST, PUT, PATCH or DELETE')
    .option('--text <text>', 'what occurs in path, form or answer')
    .option('--from <day>', 'from this day, like 2026-06-01')
    .option('--to <day>', 'up to this day, included')
}

export function addActivityCommands(root: Command, registry: Registry): void {
  const activity = root.command('activity').description('what was written on which site')
  withFilter(activity.command('list'))
    .description('list write requests, newest first')
    .option('--before <id>', 'older than this entry')
    .option('--limit <n>', 'how many', rowLimit, 100)
    .action(registry.act(listActivity, checkListUsage))
  withFilter(activity.command('export'))
    .description('write the log of write requests to a file')
    .argument('<file>')
    .option('--format <format>', 'csv or json', 'csv')
    .action(registry.act(exportActivity, checkExportUsage))
}
