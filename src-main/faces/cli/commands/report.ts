import { resolve } from 'node:path'
import type { Command } from 'commander'
import { findSite, fleetOf } from '../naming.ts'
import { usageFailure, type Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { dayEnd, dayStart } from './days.ts'
import { wholeNumber } from './numbers.ts'
import type { Registry } from './registry.ts'

interface ReportOptions {
  site?: string
  tag?: string
  from?: string
  to?: string
  language: string
  title?: string
  zone?: string
}

const day = 24 * 60 * 60_000

function checkUsage(_file: string, { site, tag, from, to, language }: ReportOptions): void {
  if (site !== undefined && tag !== undefined) throw usageFailure('Give --site or --tag, not both.')
  if (language !== 'de' && language !== 'en') throw usageFailure('A report is in de or en.')
  for (const text of [from, to]) if (text !== undefined) dayStart(text)
}

/** The last day is part of the period. */
function periodOf({ from, to }: ReportOptions): { from: number; to: number } {
  const end = to === undefined ? Date.now() : dayEnd(to)
  return { from: from === undefined ? end - 30 * day : dayStart(from), to: end }
}

async function report(session: Session, file: string, options: ReportOptions): Promise<Outcome> {
  const { site, tag, language, title, zone } = options
  const about =
    site !== undefined
      ? { siteId: findSite(await fleetOf(session), site).id }
      : tag === undefined
        ? { fleet: true as const }
        : { tag }
  const written = await session.call('report.write', {
    path: resolve(file),
    about,
    ...periodOf(options),
    language: language === 'de' ? 'de' : 'en',
    ...(title === undefined ? {} : { title }),
    ...(zone === undefined ? {} : { zone })
  })
  const { path, sites, links, runs } = written
  return { data: { ...written }, lines: [`${path}: ${sites} sites, ${links} links, ${runs} runs.`] }
}

async function showHistory(session: Session): Promise<Outcome> {
  const retention = await session.call('history.get', {})
  const { itemsDays, runsDays, activityDays } = retention
  return {
    data: { ...retention },
    lines: [`Kept: items ${itemsDays} days, runs ${runsDays} days, requests ${activityDays} days.`]
  }
}

async function keepHistory(
  session: Session,
  options: { items?: number; runs?: number; activity?: number }
): Promise<Outcome> {
  const before = await session.call('history.get', {})
  await session.call('history.set', {
    itemsDays: options.items ?? before.itemsDays,
    runsDays: options.runs ?? before.runsDays,
    activityDays: options.activity ?? before.activityDays
  })
  return showHistory(session)
}

async function tidyHistory(session: Session): Promise<Outcome> {
  const { forgotten } = await session.call('history.tidy', {})
  return { data: { forgotten }, lines: [`${forgotten} entries were older, and are forgotten.`] }
}

export function addReportCommands(root: Command, registry: Registry): void {
  root
    .command('report')
    .description('write a report for a customer: a page to print')
    .argument('<file>')
    .option('--site <name>', 'about this site')
    .option('--tag <tag>', 'about all sites with this tag')
    .option('--from <day>', 'first day, like 2026-06-01; else 30 days before the last')
    .option('--to <day>', 'last day; else today')
    .option('--language <language>', 'de or en', 'en')
    .option('--title <title>', 'instead of the usual one')
    .option('--zone <zone>', 'time zone of what is shown, like Europe/Zurich')
    .action(registry.act(report, checkUsage))
  const history = root.command('history').description('how long runs and requests are remembered')
  history.command('show').description('how long what is kept').action(registry.act(showHistory))
  history
    .command('keep')
    .description('keep history longer, or less long')
    .option('--items <days>', 'what runs sent, entity by entity', wholeNumber)
    .option('--runs <days>', 'runs with their counts', wholeNumber)
    .option('--activity <days>', 'requests that wrote something', wholeNumber)
    .action(registry.act(keepHistory))
  history
    .command('tidy')
    .description('forget at once what is older; a program that is open does it each day')
    .action(registry.act(tidyHistory))
}
