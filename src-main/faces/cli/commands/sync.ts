import type { Command } from 'commander'
import type { RunView } from '../../../contract/run-shapes.ts'
import { concludeRuns } from '../conclude-runs.ts'
import { followRuns } from '../follow-runs.ts'
import { fleetOf, linkNameById, type Fleet } from '../naming.ts'
import type { Outcome } from '../outcome.ts'
import { askYes, canAsk } from '../prompt.ts'
import { runData, runLines } from '../run-text.ts'
import type { Session } from '../session.ts'
import { wholeNumber } from './numbers.ts'
import { checkLinksUsage, chosenLinks } from './chosen-links.ts'
import type { Registry } from './registry.ts'

interface SyncOptions {
  all?: boolean
  plan?: boolean
  allowRemovals?: number
}

/** A run that nobody decides on goes on waiting: the window can still show and confirm it. */
async function decided(session: Session, fleet: Fleet, run: RunView): Promise<RunView> {
  if (run.state !== 'waiting') return run
  if (canAsk(session.world)) {
    for (const line of runLines([run], fleet)) session.paper.say(line)
    if (
      await askYes(session.world, `Go on, removing ${run.counts.delete} and updating ${run.counts.update}?`)
    ) {
      const input = { runId: run.id, allowRemovals: run.counts.delete }
      const [ended] = await followRuns(session, fleet, async () => [
        await session.call('runs.confirm', input)
      ])
      return ended ?? run
    }
  }
  return run
}

async function sync(session: Session, names: string[], options: SyncOptions): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const chosen = chosenLinks(session, fleet, names, options.all ?? false)
  const linkIds = options.all ? await withoutPaused(session, fleet, chosen) : chosen
  if (linkIds.length === 0) return { data: { runs: [] }, lines: ['There is no link to sync.'] }
  const runs = await followRuns(session, fleet, () =>
    session.call('runs.start', {
      linkIds,
      planOnly: options.plan ?? false,
      ...(options.allowRemovals === undefined ? {} : { allowRemovals: options.allowRemovals }),
      confirmOverwrites: session.options.yes
    })
  )
  if (options.plan) return planned(runs, fleet)
  const ended: RunView[] = []
  for (const run of runs) ended.push(await decided(session, fleet, run))
  return concludeRuns(ended, fleet)
}

/** What somebody holds is not for all. */
async function withoutPaused(session: Session, fleet: Fleet, linkIds: readonly string[]): Promise<string[]> {
  const runs = await session.call('runs.list', { limit: 1000 })
  const paused = new Set(runs.filter(({ state }) => state === 'paused').map(({ linkId }) => linkId))
  for (const id of linkIds)
    if (paused.has(id)) session.paper.say(`Left out: ${linkNameById(fleet, id)} (paused)`)
  return linkIds.filter(id => !paused.has(id))
}

/** A plan is done once it is shown, whatever it says; one that could not be made is a failure. */
function planned(runs: readonly RunView[], fleet: Fleet): Outcome {
  const made = runs.filter(run => run.state !== 'stopped' && run.state !== 'interrupted')
  if (made.length < runs.length) return concludeRuns(runs, fleet)
  return { data: { runs: runs.map(run => runData(run, fleet)) }, lines: runLines(runs, fleet) }
}

export function addSyncCommand(root: Command, registry: Registry): void {
  root
    .command('sync')
    .description('bring replicas in step with their primaries')
    .argument('[link...]', 'id, start of an id, or primary:replica')
    .option('--all', 'every link that is ready')
    .option('--plan', 'show what would be sent, and send nothing')
    .option('--allow-removals <n>', 'agree to removing up to so many entities', wholeNumber)
    .action(registry.act(sync, checkLinksUsage))
}
