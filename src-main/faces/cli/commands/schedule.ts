import type { Command } from 'commander'
import type { ScheduleView } from '../../../contract/schedule-shapes.ts'
import { findLink, fleetOf, linkNameById, type Fleet } from '../naming.ts'
import { usageFailure, type Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { moment, plain, table } from '../table.ts'
import { wholeNumber } from './numbers.ts'
import { collect, type Registry } from './registry.ts'

interface AddOptions {
  link?: string
  tag?: string
  every?: number
  cron?: string
  zone?: string
  missed?: string
  quiet?: string[]
  webhook?: string
}

/** Said before anything is opened. */
function checkUsage({ link, tag, every, cron, missed, quiet = [] }: AddOptions): void {
  if ((link === undefined) === (tag === undefined)) throw usageFailure('Give either --link or --tag.')
  if ((every === undefined) === (cron === undefined)) throw usageFailure('Give either --every or --cron.')
  if (missed !== undefined && missed !== 'skip' && missed !== 'once')
    throw usageFailure('--missed is skip or once.')
  quiet.forEach(quietHours)
}

const timeOfDay = /^(?:[01]\d|2[0-3]):[0-5]\d$/

function quietHours(text: string): { from: string; to: string } {
  const [from, to, ...more] = text.split('-')
  if (from && to && more.length === 0 && timeOfDay.test(from) && timeOfDay.test(to)) return { from, to }
  throw usageFailure(`'${text}' are no quiet hours. They are given like 22:00-06:00.`)
}

async function addSchedule(session: Session, options: AddOptions): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const { link, tag, every, cron, zone, missed, quiet = [], webhook } = options
  const schedule = await session.call('schedules.add', {
    target: link === undefined ? { tag: tag ?? '' } : { linkId: findLink(fleet, link).id },
    rhythm: cron === undefined ? { minutes: every ?? 0 } : { cron },
    ...(zone === undefined ? {} : { zone }),
    ...(missed === 'once' ? { missed: 'once' as const } : {}),
    quiet: quiet.map(quietHours),
    ...(webhook === undefined ? {} : { webhook })
  })
  return {
    data: { schedule },
    lines: [
      ...scheduleLines([schedule], fleet),
      'It runs while Rexxfleet is open: the window, rexxfleet serve, or rexxfleet serve --headless.'
    ]
  }
}

function scheduleLines(schedules: readonly ScheduleView[], fleet: Fleet): string[] {
  const rows = schedules.map(({ id, target, rhythm, zone, enabled, nextRunAt, lastRunAt, links }) => [
    id,
    'tag' in target ? `tag ${plain(target.tag)}` : linkNameById(fleet, target.linkId),
    String(links.length),
    'cron' in rhythm ? `${rhythm.cron} (${zone})` : `every ${rhythm.minutes} min`,
    enabled ? 'on' : 'off',
    moment(lastRunAt),
    moment(nextRunAt)
  ])
  return table(['ID', 'FOR', 'LINKS', 'WHEN', 'STATE', 'LAST (UTC)', 'NEXT (UTC)'], rows)
}

async function listSchedules(session: Session): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const schedules = await session.call('schedules.list', {})
  return { data: { schedules }, lines: scheduleLines(schedules, fleet) }
}

async function switchSchedule(session: Session, scheduleId: string, state: string): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const schedule = await session.call('schedules.update', { scheduleId, enabled: state === 'on' })
  return { data: { schedule }, lines: scheduleLines([schedule], fleet) }
}

function checkState(_id: string, state: string): void {
  if (state !== 'on' && state !== 'off') throw usageFailure('A schedule is switched on or off.')
}

async function removeSchedule(session: Session, scheduleId: string): Promise<Outcome> {
  await session.call('schedules.remove', { scheduleId })
  return { data: { id: scheduleId }, lines: ['The schedule is gone.'] }
}

export function addScheduleCommands(root: Command, registry: Registry): void {
  const schedule = root.command('schedule').description('runs that begin by themselves')
  schedule
    .command('add')
    .description('run a link, or all links of sites with a tag, again and again')
    .option('--link <link>', 'this link')
    .option('--tag <tag>', 'all links from or to sites with this tag')
    .option('--every <minutes>', 'every so many minutes', wholeNumber)
    .option('--cron <expression>', 'minute, hour, day, month, weekday')
    .option('--zone <zone>', 'time zone, like Europe/Zurich; else that of this computer')
    .option('--missed <rule>', 'what becomes of missed runs: skip, or once', 'skip')
    .option('--quiet <hours>', 'no run in these hours, like 22:00-06:00; may be repeated', collect)
    .option('--webhook <address>', 'where failures are posted')
    .action(registry.act(addSchedule, checkUsage))
  schedule.command('list').description('list the schedules').action(registry.act(listSchedules))
  schedule
    .command('switch')
    .description('switch a schedule on or off')
    .argument('<id>')
    .argument('<state>', 'on or off')
    .action(registry.act(switchSchedule, checkState))
  schedule
    .command('remove')
    .description('remove a schedule')
    .argument('<id>')
    .action(registry.act(removeSchedule))
}
