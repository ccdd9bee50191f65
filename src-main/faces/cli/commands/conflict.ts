import { InvalidArgumentError, Option, type Command } from 'commander'
import type { ConflictView } from '../../../contract/decision-shapes.ts'
import { conflictPolicies, removedTherePolicies } from '../../../contract/decision-words.ts'
import { concludeRuns } from '../conclude-runs.ts'
import { followRuns } from '../follow-runs.ts'
import { findLink, fleetOf, linkNameById, type Fleet } from '../naming.ts'
import { Failure, type Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { plain, table } from '../table.ts'
import { oneMore, wholeNumber } from './numbers.ts'
import type { Registry } from './registry.ts'

function conflictLines(conflicts: readonly ConflictView[], fleet: Fleet): string[] {
  const rows = conflicts.map(({ runId, linkId, item }) => [
    runId,
    String(item.position),
    linkNameById(fleet, linkId),
    item.shortName,
    item.foreignId,
    item.why ?? '',
    item.differences.map(({ field }) => field).join(', ')
  ])
  return table(['RUN', 'ITEM', 'LINK', 'MODEL', 'ON THE PRIMARY', 'WHY', 'FIELDS'], rows)
}

async function listConflicts(session: Session, options: { link?: string }): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const byLink = options.link === undefined ? {} : { linkId: findLink(fleet, options.link).id }
  const conflicts = await session.call('conflicts.list', byLink)
  const lines = conflicts.length > 0 ? conflictLines(conflicts, fleet) : ['No conflict waits for a decision.']
  return { data: { conflicts }, lines }
}

async function showConflict(session: Session, runId: string, position: number): Promise<Outcome> {
  const page = await session.call('runs.items', { runId, offset: position, limit: 1 })
  const item = page.items.find(candidate => candidate.action === 'conflict')
  if (!item)
    throw new Failure(
      'invalid-input',
      `There is no conflict ${position} in this run. See: rexxfleet conflict list`
    )
  const text = (value: unknown): string => plain(typeof value === 'string' ? value : JSON.stringify(value))
  const rows = item.differences.map(({ field, primary, replica }) => [field, text(primary), text(replica)])
  const head = `${item.shortName} ${item.foreignId}: ${item.why ?? ''}`
  return { data: { item }, lines: [head, '', ...table(['FIELD', 'PRIMARY', 'REPLICA'], rows)] }
}

type Side = 'primary' | 'replica'

interface ResolveOptions {
  winner: Side
  field?: Record<string, Side>
}

async function resolve(
  session: Session,
  runId: string,
  positions: number[],
  { winner, field: fields }: ResolveOptions
): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const chosen = { ...(positions.length > 0 && { positions }), ...(fields && { fields }) }
  const begin = async () => [await session.call('conflicts.resolve', { runId, winner, ...chosen })]
  return concludeRuns(await followRuns(session, fleet, begin), fleet)
}

/** `title=replica`, as often as it is given. */
function fieldChoice(text: string, before: Record<string, Side> = {}): Record<string, Side> {
  const [, field, side] = /^(.+)=(primary|replica)$/.exec(text) ?? []
  if (!field || !side) throw new InvalidArgumentError('Give a field and a side, like title=replica.')
  return { ...before, [field]: side as Side }
}

interface PolicyOptions {
  conflicts?: (typeof conflictPolicies)[number]
  removedThere?: (typeof removedTherePolicies)[number]
}

async function policy(session: Session, link: string, options: PolicyOptions): Promise<Outcome> {
  const linkId = findLink(await fleetOf(session), link).id
  const { conflicts, removedThere } = options
  const asked = { ...(conflicts && { conflicts }), ...(removedThere && { removedThere }) }
  const changes = Object.keys(asked).length > 0
  const found = changes
    ? await session.call('links.setPolicy', { linkId, ...asked })
    : await session.call('links.policy', { linkId })
  return {
    data: { policy: found },
    lines: [
      `conflicts: ${found.conflicts}`,
      `removed on the replica: ${found.removedThere}`,
      ...(found.conflicts === 'newer-wins' ? [`the newer side wins for: ${found.dated.join(', ')}`] : [])
    ]
  }
}

export function addConflictCommands(root: Command, registry: Registry): void {
  const conflict = root.command('conflict').description('what both sides have something to say about')
  conflict
    .command('list')
    .description('list conflicts that wait for a decision')
    .option('--link <link>', 'of this link only')
    .action(registry.act(listConflicts))
  conflict
    .command('show')
    .description('show both versions, field by field')
    .argument('<run>', 'id of the run')
    .argument('<item>', 'number of the item', wholeNumber)
    .action(registry.act(showConflict))
  conflict
    .command('resolve')
    .description('decide for one side; all conflicts of the run where no item is named')
    .argument('<run>', 'id of the run')
    .argument('[item...]', 'numbers of the items', oneMore)
    .addOption(
      new Option('--winner <side>', 'whose version counts')
        .choices(['primary', 'replica'])
        .makeOptionMandatory()
    )
    .option(
      '--field <field=side>',
      'a field of one conflict that goes to another side; can be given again',
      fieldChoice
    )
    .action(
      registry.act((session: Session, runId: string, items: number[] | undefined, options: ResolveOptions) =>
        resolve(session, runId, items ?? [], options)
      )
    )
  conflict
    .command('policy')
    .description('show or set what a link does by itself')
    .argument('<link>', 'id, start of an id, or primary:replica')
    .addOption(new Option('--conflicts <policy>', 'edits on both sides').choices(conflictPolicies))
    .addOption(
      new Option('--removed-there <policy>', 'what was removed on the replica').choices(removedTherePolicies)
    )
    .action(registry.act(policy))
}
