import type { Command } from 'commander'
import type { QueueView } from '../../../contract/queue-shapes.ts'
import { concludeRuns } from '../conclude-runs.ts'
import { combineExitCodes, exitCodeOf } from '../exit-codes.ts'
import { followRuns } from '../follow-runs.ts'
import { findLink, fleetOf, linkNameById, type Fleet } from '../naming.ts'
import type { Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { plain, table } from '../table.ts'
import type { Registry } from './registry.ts'

function queueLines(queues: readonly QueueView[], fleet: Fleet): string[] {
  const rows = queues.map(({ linkId, delivery, receiver, waiting, models, jammed, error }) => [
    linkNameById(fleet, linkId),
    delivery,
    error ? 'unknown' : jammed ? 'jammed' : (receiver?.state ?? 'no receiver'),
    String(waiting),
    error
      ? `${plain(error.message)} (${error.code})`
      : models.map(({ shortName, changes }) => `${shortName ?? 'others'} ${changes}`).join(', ')
  ])
  const costs = queues.some(({ waiting }) => waiting > 0)
    ? ['', 'As long as anything waits, every page request of the primary starts a push process.']
    : []
  return [...table(['LINK', 'DELIVERY', 'RECEIVER', 'WAITING', 'WHAT'], rows), ...costs]
}

async function show(session: Session, link: string | undefined): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const queues = await session.call(
    'queue.show',
    link === undefined ? {} : { linkId: findLink(fleet, link).id }
  )
  const lines = queues.length > 0 ? queueLines(queues, fleet) : ['No link has a queue.']
  const exitCode = combineExitCodes(queues.flatMap(({ error }) => (error ? [exitCodeOf(error.code)] : [])))
  return { data: { queues }, lines, exitCode }
}

async function deliver(session: Session, link: string): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const { id: linkId } = findLink(fleet, link)
  return concludeRuns(
    await followRuns(session, fleet, () => session.call('queue.deliver', { linkId })),
    fleet
  )
}

async function unjam(session: Session, link: string): Promise<Outcome> {
  const linkId = findLink(await fleetOf(session), link).id
  const [queue] = await session.call('queue.show', { linkId })
  if (queue?.error === null && !queue.jammed)
    return { data: { runs: [] }, lines: ['The queue is not jammed.'] }
  return deliver(session, link)
}

export function addQueueCommands(root: Command, registry: Registry): void {
  const queue = root.command('queue').description('changes that Cloudrexx itself records for replicas')
  queue
    .command('show')
    .description('show what waits; writes nothing')
    .argument('[link]', 'id, start of an id, or primary:replica')
    .action(registry.act(show))
  queue
    .command('deliver')
    .description('send what waits: current states, and deletions found by comparing')
    .argument('<link>', 'id, start of an id, or primary:replica')
    .action(registry.act(deliver))
  queue
    .command('unjam')
    .description('bring a live link whose push has stopped up to date, and let Cloudrexx push again')
    .argument('<link>', 'id, start of an id, or primary:replica')
    .action(registry.act(unjam))
}
