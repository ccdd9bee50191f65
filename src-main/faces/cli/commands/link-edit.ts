import type { Command } from 'commander'
import { applyPlan, discard } from '../apply-plan.ts'
import { findLink, fleetOf } from '../naming.ts'
import { usageFailure, type Outcome } from '../outcome.ts'
import { workflowLines } from '../plan-text.ts'
import type { Session } from '../session.ts'
import { noticeKindOf } from './notice-kinds.ts'
import { collect, type Registry } from './registry.ts'

interface EditOptions {
  addModel?: string[]
  dropModel?: string[]
  id?: string[]
  allIds?: boolean
  flush?: boolean
  keepData?: boolean
  includeEdited?: boolean
  acknowledge?: string[]
  plan?: boolean
  confirm?: string
}

function checkUsage(_link: string, options: EditOptions): void {
  if (!options.addModel && !options.dropModel && !options.id && !options.allIds)
    throw usageFailure('Say what changes: --add-model, --drop-model, --id or --all-ids.')
  if (options.id && options.allIds) throw usageFailure('--id and --all-ids exclude each other.')
  if (options.flush && options.keepData) throw usageFailure('--flush and --keep-data exclude each other.')
  options.acknowledge?.forEach(noticeKindOf)
}

async function edit(session: Session, text: string, options: EditOptions): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const link = findLink(fleet, text)
  const ids = options.allIds ? null : options.id
  const planned = await session.call('links.planEdit', {
    linkId: link.id,
    addModels: options.addModel ?? [],
    dropModels: options.dropModel ?? [],
    ...(ids === undefined ? {} : { ids }),
    ...(options.flush ? { fallen: 'flush' as const } : options.keepData ? { fallen: 'keep' as const } : {}),
    includeEdited: options.includeEdited ?? false,
    acknowledge: (options.acknowledge ?? []).map(noticeKindOf)
  })
  if (options.plan) {
    await discard(session, planned)
    return { data: { workflow: planned }, lines: workflowLines(planned, fleet) }
  }
  const workflow = await applyPlan(session, fleet, planned, options.confirm)
  return { data: { id: link.id, workflow }, lines: workflowLines(workflow, fleet) }
}

export function addLinkEditCommand(link: Command, registry: Registry): void {
  link
    .command('edit')
    .description('add models to a link, drop some, or choose other entities')
    .argument('<link>')
    .option('--add-model <model>', 'class or short name; may be repeated', collect)
    .option('--drop-model <model>', 'class or short name; may be repeated', collect)
    .option('--id <id>', 'only this entity from now on; may be repeated', collect)
    .option('--all-ids', 'all entities again')
    .option('--flush', 'remove from the replica what is replicated no longer')
    .option('--keep-data', 'leave on the replica what is replicated no longer')
    .option('--include-edited', 'with --flush: also what was edited on the replica')
    .option('--acknowledge <notice>', 'go on in spite of a notice of the preflight; may be repeated', collect)
    .option('--plan', 'show what would be done, and do nothing')
    .option('--confirm <name>', "the replica's name: agrees to removing the entities")
    .action(registry.act(edit, checkUsage))
}
