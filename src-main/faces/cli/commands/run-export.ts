import { resolve } from 'node:path'
import type { Command } from 'commander'
import { usageFailure, type Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import type { Registry } from './registry.ts'

async function exportRun(
  session: Session,
  runId: string,
  file: string,
  { format }: { format: string }
): Promise<Outcome> {
  const written = await session.call('runs.export', {
    runId,
    path: resolve(file),
    format: format === 'json' ? 'json' : 'csv'
  })
  return { data: { ...written }, lines: [`${written.path}: ${written.items} items.`] }
}

function checkUsage(_id: string, _file: string, { format }: { format: string }): void {
  if (format !== 'csv' && format !== 'json') throw usageFailure('The format is csv or json.')
}

export function addRunExportCommand(run: Command, registry: Registry): void {
  run
    .command('export')
    .description('write the items of a run to a file')
    .argument('<id>')
    .argument('<file>')
    .option('--format <format>', 'csv or json', 'csv')
    .action(registry.act(exportRun, checkUsage))
}
