import type { Command } from 'commander'
import type { ItemView, RunModelView, RunView } from '../../../contract/run-shapes.ts'
import { concludeRuns } from '../conclude-runs.ts'
import { followRuns } from '../follow-runs.ts'
import { findLink, fleetOf } from '../naming.ts'
import { Failure, type Outcome } from '../outcome.ts'
import { askYes, canAsk } from '../prompt.ts'
import { runData, runLines } from '../run-text.ts'
import type { Session } from '../session.ts'
import { plain, table } from '../table.ts'
import { oneMore, rowLimit, wholeNumber } from './numbers.ts'
import { addRunExportCommand } from './run-export.ts'
import type { Registry } from './registry.ts'

async function listRuns(session: Session, options: { link?: string; limit: number }): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const byLink = options.link === undefined ? {} : { linkId: findLink(fleet, options.link).id }
  const runs = await session.call('runs.list', { ...byLink, limit: options.limit })
  return { data: { runs: runs.map(run => runData(run, fleet)) }, lines: runLines(runs, fleet) }
}

function itemRow(item: ItemView): string[] {
  const trouble = item.failure ? `${plain(item.failure.message)} (${item.failure.code})` : (item.why ?? '')
  const title = plain(item.title ?? '')
  const { position, shortName, foreignId, localId, action, state } = item
  return [String(position), shortName, title, foreignId, localId ?? '', action, state, trouble]
}

function modelRow(of: RunModelView): string[] {
  return [of.shortName, ...[of.toSend, of.sent, of.failed, of.heldBack].map(String)]
}

interface ShowOptions {
  readonly limit: number
  readonly needsYou?: true
  readonly search?: string
}

async function showRun(session: Session, runId: string, options: ShowOptions): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const run = await session.call('runs.show', { runId })
  const models = await session.call('runs.models', { runId })
  const { limit, ...filter } = options
  const page = await session.call('runs.items', { runId, limit, ...filter })
  const columns = ['ITEM', 'MODEL', 'TITLE', 'ON THE PRIMARY', 'ON THE REPLICA', 'ACTION', 'STATE', 'TROUBLE']
  const more = page.total - page.items.length
  return {
    data: { run: runData(run, fleet), models, items: page.items, total: page.total },
    lines: [
      ...runLines([run], fleet),
      '',
      ...table(['MODEL', 'TO SEND', 'SENT', 'FAILED', 'HELD BACK'], models.map(modelRow)),
      '',
      ...table(columns, page.items.map(itemRow)),
      ...(more > 0 ? [`and ${more} more`] : [])
    ]
  }
}

/** Resuming and retrying end like a sync of the one link. */
async function goOn(session: Session, call: () => Promise<RunView>): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const begin = async (): Promise<RunView[]> => [await call()]
  return concludeRuns(await followRuns(session, fleet, begin), fleet)
}

const resumeRun = (session: Session, runId: string): Promise<Outcome> =>
  goOn(session, () => session.call('runs.resume', { runId }))

/** What would lock a replica out is only sent where it is named. */
const retryRun = (session: Session, runId: string, items: number[] | undefined): Promise<Outcome> =>
  goOn(session, () => session.call('runs.retry', { runId, ...(items?.length ? { positions: items } : {}) }))

/** Agrees to what a waiting run asks for. Without a number no more is removed than its plan shows. */
async function confirmRun(
  session: Session,
  runId: string,
  options: { allowRemovals?: number }
): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const planned = await session.call('runs.show', { runId })
  const allowRemovals = options.allowRemovals ?? planned.counts.delete
  if (!session.options.yes && !(await agreed(session, planned)))
    throw new Failure('needs-confirmation', 'Not confirmed. Repeat it with --yes.', {
      details: { run: runData(planned, fleet) },
      lines: runLines([planned], fleet)
    })
  const begin = async (): Promise<RunView[]> => [await session.call('runs.confirm', { runId, allowRemovals })]
  return concludeRuns(await followRuns(session, fleet, begin), fleet)
}

async function agreed(session: Session, run: RunView): Promise<boolean> {
  if (!canAsk(session.world)) return false
  return askYes(session.world, `Go on, removing ${run.counts.delete} and updating ${run.counts.update}?`)
}

function hold(name: 'runs.pause' | 'runs.cancel') {
  return async (session: Session, runId: string): Promise<Outcome> => {
    const fleet = await fleetOf(session)
    const run = await session.call(name, { runId })
    return { data: { run: runData(run, fleet) }, lines: runLines([run], fleet) }
  }
}

export function addRunCommands(root: Command, registry: Registry): void {
  const run = root.command('run').description('what was synced, and what is left to do')
  run
    .command('list')
    .description('list runs, newest first')
    .option('--link <link>', 'of this link only')
    .option('--limit <n>', 'how many', rowLimit, 50)
    .action(registry.act(listRuns))
  run
    .command('show')
    .description('show one run and its items')
    .argument('<id>')
    .option('--limit <n>', 'how many items', rowLimit, 200)
    .option('--needs-you', 'only items that somebody has to look at')
    .option('--search <text>', 'only items with this in their title, or with this id')
    .action(registry.act(showRun))
  addRunExportCommand(run, registry)
  run
    .command('resume')
    .description('go on with a run that was paused or interrupted')
    .argument('<id>')
    .action(registry.act(resumeRun))
  run
    .command('retry')
    .description('send what failed once more')
    .argument('<id>')
    .argument(
      '[item...]',
      'numbers of the items; one that would lock the replica out has to be named',
      oneMore
    )
    .action(registry.act(retryRun))
  run
    .command('confirm')
    .description('agree to what a waiting run asks for')
    .argument('<id>')
    .option('--allow-removals <n>', 'agree to removing up to so many entities', wholeNumber)
    .action(registry.act(confirmRun))
  run
    .command('pause')
    .description('hold a run until it is resumed; no schedule takes its link up meanwhile')
    .argument('<id>')
    .action(registry.act(hold('runs.pause')))
  run
    .command('cancel')
    .description('end a run; what is in flight is still waited for')
    .argument('<id>')
    .action(registry.act(hold('runs.cancel')))
}
