import type { Command } from 'commander'
import type { DriftView } from '../../../contract/run-shapes.ts'
import { combineExitCodes, exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.ts'
import { fleetOf, linkNameById, type Fleet } from '../naming.ts'
import { failureOf, type Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { plain, table } from '../table.ts'
import { checkLinksUsage, chosenLinks } from './chosen-links.ts'
import type { Registry } from './registry.ts'

const countNames = ['create', 'update', 'delete', 'unchanged', 'conflict', 'blocked'] as const

function driftLines(found: readonly DriftView[], fleet: Fleet): string[] {
  const rows = found.map(one => [
    linkNameById(fleet, one.linkId),
    one.error ? 'unknown' : one.drifted ? 'drift' : 'in step',
    ...countNames.map(name => String(one.counts[name])),
    one.error ? `${plain(one.error.message)} (${one.error.code})` : ''
  ])
  return table(['LINK', 'STATE', ...countNames.map(name => name.toUpperCase()), 'TROUBLE'], rows)
}

function driftExitCode(found: readonly DriftView[]): ExitCode {
  const errors = found.flatMap(one => (one.error ? [exitCodeOf(one.error.code)] : []))
  if (errors.length === 0) return found.some(one => one.drifted) ? exitCodes.drift : exitCodes.done
  return errors.length === found.length ? combineExitCodes(errors) : exitCodes.partly
}

async function drift(session: Session, names: string[], options: { all?: boolean }): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const linkIds = chosenLinks(session, fleet, names, options.all ?? false)
  if (linkIds.length === 0) return { data: { links: [] }, lines: ['There is no link to compare.'] }
  const found = await session.call('drift.check', { linkIds })
  const exitCode = driftExitCode(found)
  const data = {
    links: found.map(({ linkId, ...rest }) => ({
      id: linkId,
      link: linkId,
      linkName: linkNameById(fleet, linkId),
      ...rest
    }))
  }
  const lines = driftLines(found, fleet)
  const error = found.every(one => one.error) ? found[0]?.error : null
  if (error) throw failureOf(error, { details: data, lines, exitCode })
  return { data, lines, exitCode }
}

export function addDriftCommand(root: Command, registry: Registry): void {
  root
    .command('drift')
    .description('compare replicas with their primaries; exit code 5 where they differ')
    .argument('[link...]', 'id, start of an id, or primary:replica')
    .option('--all', 'every link that is ready')
    .action(registry.act(drift, checkLinksUsage))
}
