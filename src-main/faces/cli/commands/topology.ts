import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { ImportView } from '../../../contract/topology-shapes.ts'
import { exportPassphrase } from '../export-passphrase.ts'
import { fleetOf, siteName } from '../naming.ts'
import { Failure, type Outcome } from '../outcome.ts'
import { askYes, canAsk } from '../prompt.ts'
import type { Session } from '../session.ts'
import { moment, plain, table } from '../table.ts'
import type { Registry } from './registry.ts'

async function exportTopology(
  session: Session,
  file: string,
  options: { agreed?: boolean; withKeys?: boolean }
): Promise<Outcome> {
  const passphrase = options.withKeys ? { passphrase: await exportPassphrase(session.world, 'make') } : {}
  const written = await session.call('topology.export', {
    path: resolve(file),
    agreed: options.agreed ?? false,
    ...passphrase
  })
  const { path, sites, links, keys, agreedStates, withoutKey, leftOut } = written
  return {
    data: { ...written },
    lines: [
      `${path}: ${sites} sites, ${links} links, ${keys} keys, ${agreedStates} agreed states.`,
      ...(withoutKey.length > 0 ? [`There is no key here for: ${withoutKey.map(plain).join(', ')}.`] : []),
      ...(leftOut > 0 ? [`Left out: ${leftOut} demo sites, which only run on this computer.`] : [])
    ]
  }
}

function importLines({ sites, links, models, writtenAt, writtenBy, keys }: ImportView): string[] {
  const key = (one: ImportView['sites'][number]): string => (one.key ? 'yes' : '')
  return [
    `Written ${moment(writtenAt)} by Rexxfleet ${plain(writtenBy)}, with ${keys} keys.`,
    '',
    ...table(
      ['SITE', 'ADDRESS', 'OUTCOME', 'WHY', 'KEY'],
      sites.map(one => [plain(one.name), one.baseUrl, one.outcome, one.why ?? '', key(one)])
    ),
    '',
    ...table(
      ['LINK', 'MODELS', 'DELIVERY', 'OUTCOME'],
      links.map(one => [
        `${plain(one.primary)}${one.bothWays ? '↔' : '→'}${plain(one.replica)}`,
        one.models.map(plain).join(', '),
        one.delivery,
        one.outcome
      ])
    ),
    ...(models.length > 0
      ? [
          '',
          ...table(
            ['CLASS', 'OUTCOME'],
            models.map(one => [plain(one.name), one.outcome])
          )
        ]
      : [])
  ]
}

async function importTopology(
  session: Session,
  file: string,
  options: { plan?: boolean; withoutKeys?: boolean }
): Promise<Outcome> {
  const path = resolve(file)
  const planned = await session.call('topology.planImport', { path })
  const lines = importLines(planned)
  if (options.plan) return { data: { plan: planned, imported: false }, lines }
  if (!session.options.yes && !(await agreed(session, lines)))
    throw new Failure('needs-confirmation', 'Not confirmed. Repeat it with --yes.', {
      details: { plan: planned },
      lines
    })
  const leaveKeys = options.withoutKeys ?? false
  const needsKeys = !leaveKeys && planned.sites.some(one => one.key && one.outcome === 'new')
  const passphrase = needsKeys ? { passphrase: await exportPassphrase(session.world, 'open') } : {}
  const { digest } = planned
  const plan = await session.call('topology.import', {
    path,
    digest,
    leaveKeys: leaveKeys || !needsKeys,
    ...passphrase
  })
  const added = plan.sites.filter(one => one.outcome === 'new').length
  const noted = plan.links.filter(one => one.outcome === 'noted').length
  return {
    data: { plan, imported: true },
    lines: [
      `${added} sites came in. Next: rexxfleet site check`,
      ...(noted > 0 ? [`${noted} links are noted, none is set up. See: rexxfleet topology noted`] : [])
    ]
  }
}

async function agreed(session: Session, lines: readonly string[]): Promise<boolean> {
  if (!canAsk(session.world)) return false
  for (const line of lines) session.paper.say(line)
  return askYes(session.world, 'Take these in?')
}

const acts = { exported: 'written', imported: 'taken in' } as const

async function listRecent(session: Session): Promise<Outcome> {
  const files = await session.call('topology.recent', {})
  return {
    data: { files },
    lines: table(
      ['FILE', '', 'WHEN', 'FOUND'],
      files.map(({ path, act, at, there }) => [plain(path), acts[act], moment(at), there ? 'yes' : 'no'])
    )
  }
}

async function forgetRecent(session: Session, file: string): Promise<Outcome> {
  const path = resolve(file)
  await session.call('topology.forgetRecent', { path })
  return { data: { path }, lines: ['It is off the list; the file itself was not touched.'] }
}

/** What a file told of and nobody made here yet, with the command that makes it. */
async function listNoted(session: Session): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const notes = await session.call('topology.notedLinks', {})
  const quoted = (siteId: string): string => JSON.stringify(siteName(fleet, siteId))
  return {
    data: { notes },
    lines: notes.flatMap(({ id, primaryId, replicaId, models, delivery, languages, bothWays }) => [
      `${id}: ${siteName(fleet, primaryId)}${bothWays ? '↔' : '→'}${siteName(fleet, replicaId)}`,
      `  rexxfleet link add ${quoted(primaryId)} ${quoted(replicaId)} ${models
        .map(({ model }) => `--model '${plain(model)}'`)
        .join(' ')}${models
        .flatMap(({ model, ids }) => (ids ?? []).map(one => ` --id '${plain(model)}=${plain(one)}'`))
        .join('')} --delivery ${delivery}${bothWays ? ' --both-ways' : ''}${Object.entries(languages)
        .map(pair => ` --language ${pair.join('=')}`)
        .join('')}`
    ])
  }
}

async function dropNote(session: Session, noteId: string): Promise<Outcome> {
  await session.call('topology.dropNote', { noteId })
  return { data: { id: noteId }, lines: ['The note is gone; nothing else was changed.'] }
}

export function addTopologyCommands(root: Command, registry: Registry): void {
  const topology = root.command('topology').description('sites and links as one file, for another computer')
  topology
    .command('export')
    .description('write sites, links, tags and layout to a file, without keys')
    .argument('<file>')
    .option('--agreed', 'with the agreed states of all links')
    .option('--with-keys', 'with the management keys, encrypted with a passphrase')
    .action(registry.act(exportTopology))
  topology
    .command('import')
    .description('take in what a file tells, after a look at it; sets up no link')
    .argument('<file>')
    .option('--plan', 'show what would come in, and do nothing')
    .option('--without-keys', 'leave encrypted keys out')
    .action(registry.act(importTopology))
  topology
    .command('recent')
    .description('topology files that were written or taken in here')
    .action(registry.act(listRecent))
  topology
    .command('forget-recent')
    .description('take a file off that list; the file stays')
    .argument('<file>')
    .action(registry.act(forgetRecent))
  topology
    .command('noted')
    .description('links that a file told of and that are not made yet')
    .action(registry.act(listNoted))
  topology
    .command('drop-note')
    .description('forget a noted link')
    .argument('<id>')
    .action(registry.act(dropNote))
}
