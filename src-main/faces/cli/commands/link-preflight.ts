import type { Command } from 'commander'
import { exitCodes } from '../exit-codes.ts'
import { findSite, fleetOf } from '../naming.ts'
import { noticeLines } from '../notice-text.ts'
import { usageFailure, type Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { collect, type Registry } from './registry.ts'
import { languageHelp, languagesOf } from './languages.ts'
import { deliveries, deliveryOf } from './deliveries.ts'

interface PreflightOptions {
  model?: string[]
  delivery: string
  bothWays?: boolean
  language?: string[]
}

function checkUsage(_primary: string, _replica: string, options: PreflightOptions): void {
  if (!options.model) throw usageFailure('Name at least one model with --model. See: rexxfleet model list')
  deliveryOf(options.delivery)
  languagesOf(options.language)
}

async function preflight(
  session: Session,
  primary: string,
  replica: string,
  options: PreflightOptions
): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const found = await session.call('links.preflight', {
    primaryId: findSite(fleet, primary).id,
    replicaId: findSite(fleet, replica).id,
    models: options.model ?? [],
    delivery: deliveryOf(options.delivery),
    bothWays: options.bothWays ?? false,
    ...(options.language ? { languages: languagesOf(options.language) } : {})
  })
  const lines = found.notices.length > 0 ? noticeLines(found.notices) : ['Nothing speaks against this link.']
  const exitCode = found.refused
    ? exitCodes.failed
    : found.asks.length > 0
      ? exitCodes.needsConfirmation
      : exitCodes.done
  return { data: { ...found }, lines, exitCode }
}

export function addLinkPreflightCommand(link: Command, registry: Registry): void {
  link
    .command('preflight')
    .description('say what speaks against a link, and write nothing')
    .argument('<primary>')
    .argument('<replica>')
    .option('--model <model>', 'class or short name; may be repeated', collect)
    .option('--delivery <delivery>', deliveries.join(', '), 'compare')
    .option('--both-ways', 'also from the replica to the primary')
    .option('--language <pair>', languageHelp, collect)
    .action(registry.act(preflight, checkUsage))
}
