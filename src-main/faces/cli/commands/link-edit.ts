import type { Command } from 'commander'
import type { CallInput } from '../../../contract/calls.ts'
import type { LinkView } from '../../../contract/link-shapes.ts'
import { applyPlan, discard } from '../apply-plan.ts'
import { findLink, fleetOf } from '../naming.ts'
import { usageFailure, type Outcome } from '../outcome.ts'
import { workflowLines } from '../plan-text.ts'
import type { Session } from '../session.ts'
import { languageHelp, languagesOf } from './languages.ts'
import { deliveries, deliveryOf } from './deliveries.ts'
import { noticeKindOf } from './notice-kinds.ts'
import { collect, type Registry } from './registry.ts'
import { changedSelections, idHelp, selectionOf } from './selections.ts'

interface EditOptions {
  addModel?: string[]
  dropModel?: string[]
  id?: string[]
  addId?: string[]
  dropId?: string[]
  allIds?: boolean
  allIdsOf?: string[]
  delivery?: string
  language?: string[]
  sameLanguages?: boolean
  publishingTarget?: boolean
  flush?: boolean
  keepData?: boolean
  includeEdited?: boolean
  acknowledge?: string[]
  plan?: boolean
  confirm?: string
}

/** The options of which at least one must be there. */
const changing = [
  'addModel',
  'dropModel',
  'id',
  'addId',
  'dropId',
  'allIds',
  'allIdsOf',
  'delivery',
  'language',
  'sameLanguages',
  'publishingTarget'
] as const satisfies readonly (keyof EditOptions)[]

function checkUsage(_link: string, options: EditOptions): void {
  const { id, addId, dropId, allIds, delivery, language, sameLanguages } = options
  if (changing.every(name => options[name] === undefined))
    throw usageFailure(
      'Say what changes: --add-model, --drop-model, --delivery, --language, --same-languages, --[no-]publishing-target, --id, --add-id, --drop-id, --all-ids or --all-ids-of.'
    )
  if ([id, addId ?? dropId, allIds].filter(change => change !== undefined).length > 1)
    throw usageFailure('--id, --all-ids, and --add-id with --drop-id exclude each other.')
  if (delivery !== undefined) deliveryOf(delivery)
  if (language && sameLanguages) throw usageFailure('--language and --same-languages exclude each other.')
  languagesOf(language)
  selectionOf(id)
  if (options.flush && options.keepData) throw usageFailure('--flush and --keep-data exclude each other.')
  options.acknowledge?.forEach(noticeKindOf)
}

/** What is chosen after the edit; empty where that stays. */
function selectionAfter(
  link: LinkView,
  { id, addId, dropId, allIds, allIdsOf }: EditOptions
): Pick<CallInput<'links.planEdit'>, 'ids' | 'selections'> {
  if (allIds) return { ids: null }
  const all = (allIdsOf ?? []).map(model => ({ model, ids: null }))
  const { ids, selections = changedSelections(link, addId, dropId) } = selectionOf(id)
  if (ids && all.length > 0) throw usageFailure('Say of which model each id is, as in --id calendar-event=5.')
  if (ids) return { ids }
  return selections.length + all.length > 0 ? { selections: [...selections, ...all] } : {}
}

async function edit(session: Session, text: string, options: EditOptions): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const link = findLink(fleet, text)
  const planned = await session.call('links.planEdit', {
    linkId: link.id,
    addModels: options.addModel ?? [],
    dropModels: options.dropModel ?? [],
    ...selectionAfter(link, options),
    ...(options.delivery === undefined ? {} : { delivery: deliveryOf(options.delivery) }),
    ...(options.language ? { languages: languagesOf(options.language) } : {}),
    ...(options.sameLanguages ? { languages: {} } : {}),
    ...(options.publishingTarget === undefined ? {} : { publish: options.publishingTarget }),
    ...(options.flush ? { fallen: 'flush' as const } : options.keepData ? { fallen: 'keep' as const } : {}),
    includeEdited: options.includeEdited ?? false,
    acknowledge: (options.acknowledge ?? []).map(noticeKindOf)
  })
  if (planned.steps.every(({ state }) => state === 'already')) {
    await discard(session, planned)
    return {
      data: { id: link.id, workflow: planned },
      lines: ['Nothing changes: the link is like that already.']
    }
  }
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
    .description('add models to a link, drop some, choose other entities, or change the delivery')
    .argument('<link>')
    .option('--add-model <model>', 'class or short name; may be repeated', collect)
    .option('--drop-model <model>', 'class or short name; may be repeated', collect)
    .option('--id <id>', `only this entity from now on, ${idHelp}`, collect)
    .option('--add-id <id>', 'this entity as well, written like that', collect)
    .option('--drop-id <id>', 'this entity no longer, written like that', collect)
    .option('--all-ids', 'all entities of all models again')
    .option('--all-ids-of <model>', 'all entities of this model again; may be repeated', collect)
    .option('--delivery <delivery>', `how changes arrive from now on: ${deliveries.join(', ')}`)
    .option('--language <pair>', `${languageHelp}; all pairs as they are to be`, collect)
    .option('--same-languages', 'all languages have the same ids on both sides again')
    .option(
      '--publishing-target',
      "name the replica in the primary's calendar, with SQL to run on the primary"
    )
    .option('--no-publishing-target', "take it out of the primary's calendar, or leave it out")
    .option('--flush', 'remove from the replica what is replicated no longer')
    .option('--keep-data', 'leave on the replica what is replicated no longer')
    .option('--include-edited', 'with --flush: also what was edited on the replica')
    .option('--acknowledge <notice>', 'go on in spite of a notice of the preflight; may be repeated', collect)
    .option('--plan', 'show what would be done, and do nothing')
    .option('--confirm <name>', "the replica's name: agrees to removing the entities")
    .action(registry.act(edit, checkUsage))
}
