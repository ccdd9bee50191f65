import type { Command } from 'commander'
import { findLink, fleetOf, linkNameById } from '../naming.ts'
import type { Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { moment, plain, table } from '../table.ts'
import type { Registry } from './registry.ts'

async function list(session: Session, options: { link?: string }): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const byLink = options.link === undefined ? {} : { linkId: findLink(fleet, options.link).id }
  const exclusions = await session.call('exclusions.list', byLink)
  const rows = exclusions.map(one => [
    linkNameById(fleet, one.linkId),
    one.shortName,
    one.foreignId,
    moment(one.at),
    plain(one.note)
  ])
  return { data: { exclusions }, lines: table(['LINK', 'MODEL', 'ON THE PRIMARY', 'SINCE', 'NOTE'], rows) }
}

async function add(
  session: Session,
  link: string,
  model: string,
  foreignId: string,
  options: { note?: string }
): Promise<Outcome> {
  const linkId = findLink(await fleetOf(session), link).id
  const exclusion = await session.call('exclusions.add', {
    linkId,
    model,
    foreignId,
    note: options.note ?? ''
  })
  return {
    data: { exclusion },
    lines: [`${exclusion.shortName} ${foreignId} stays as it is on the replica.`]
  }
}

async function remove(session: Session, link: string, model: string, foreignId: string): Promise<Outcome> {
  const linkId = findLink(await fleetOf(session), link).id
  const { removed } = await session.call('exclusions.remove', { linkId, model, foreignId })
  const line = removed
    ? `${model} ${foreignId} is replicated again.`
    : `${model} ${foreignId} was not kept different: nothing changed.`
  return { data: { removed }, lines: [line] }
}

export function addExcludeCommands(root: Command, registry: Registry): void {
  const exclude = root.command('exclude').description('entities that are kept different on a replica')
  const onLink = (command: Command): Command =>
    command
      .argument('<link>', 'id, start of an id, or primary:replica')
      .argument('<model>', 'class or short name')
      .argument('<id>', 'id of the entity on the primary')
  exclude
    .command('list')
    .description('list what is kept different')
    .option('--link <link>', 'of this link only')
    .action(registry.act(list))
  onLink(exclude.command('add').description('keep one entity different'))
    .option('--note <text>', 'why')
    .action(registry.act(add))
  onLink(exclude.command('remove').description('replicate it again')).action(registry.act(remove))
}
