import { resolve } from 'node:path'
import type { Command } from 'commander'
import { runExportFormats } from '../../../contract/report-shapes.ts'
import { usageFailure, type Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import type { Registry } from './registry.ts'

interface ExportOptions {
  readonly format: (typeof runExportFormats)[number]
  readonly language: 'de' | 'en'
}

async function exportRun(
  session: Session,
  runId: string,
  file: string,
  { format, language }: ExportOptions
): Promise<Outcome> {
  const written = await session.call('runs.export', { runId, path: resolve(file), format, language })
  return { data: { ...written }, lines: [`${written.path}: ${written.items} items.`] }
}

function checkUsage(_id: string, _file: string, { format, language }: ExportOptions): void {
  if (!runExportFormats.includes(format)) throw usageFailure('The format is csv, json or html.')
  if (!['de', 'en'].includes(language)) throw usageFailure('The language is de or en.')
}

export function addRunExportCommand(run: Command, registry: Registry): void {
  run
    .command('export')
    .description('write the items of a run to a file')
    .argument('<id>')
    .argument('<file>')
    .option('--format <format>', 'csv, json or html', 'csv')
    .option('--language <language>', 'of a page: de or en', 'en')
    .action(registry.act(exportRun, checkUsage))
}
