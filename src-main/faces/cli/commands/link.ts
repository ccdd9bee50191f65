import type { Command } from 'commander'
import type { LinkView } from '../../../contract/link-shapes.ts'
import { applyPlan, discard } from '../apply-plan.ts'
import { findLink, findSite, fleetOf, linkName, siteName, type Fleet } from '../naming.ts'
import { usageFailure, type Outcome } from '../outcome.ts'
import { workflowLines } from '../plan-text.ts'
import type { Session } from '../session.ts'
import { moment, table } from '../table.ts'
import { deliveries, deliveryOf } from './deliveries.ts'
import { languageHelp, languagesOf, languagesText } from './languages.ts'
import { addLinkEditCommand } from './link-edit.ts'
import { addLinkPreflightCommand } from './link-preflight.ts'
import { noticeKindOf } from './notice-kinds.ts'
import { idHelp, selectionOf } from './selections.ts'
import { addLinkDiscoverCommand } from './link-discover.ts'
import { collect, type Registry } from './registry.ts'

interface LinkAddOptions {
  model?: string[]
  id?: string[]
  delivery: string
  bothWays?: boolean
  language?: string[]
  publishingTarget?: boolean
  acknowledge?: string[]
  plan?: boolean
}

function checkLinkUsage(_primary: string, _replica: string, options: LinkAddOptions): void {
  if (!options.model) throw usageFailure('Name at least one model with --model. See: rexxfleet model list')
  deliveryOf(options.delivery)
  options.acknowledge?.forEach(noticeKindOf)
  languagesOf(options.language)
  selectionOf(options.id)
}

async function addLink(
  session: Session,
  primary: string,
  replica: string,
  options: LinkAddOptions
): Promise<Outcome> {
  const before = await fleetOf(session)
  const planned = await session.call('links.plan', {
    primaryId: findSite(before, primary).id,
    replicaId: findSite(before, replica).id,
    models: options.model ?? [],
    ...selectionOf(options.id),
    delivery: deliveryOf(options.delivery),
    bothWays: options.bothWays ?? false,
    ...(options.language ? { languages: languagesOf(options.language) } : {}),
    ...(options.publishingTarget === undefined ? {} : { publish: options.publishingTarget }),
    acknowledge: (options.acknowledge ?? []).map(noticeKindOf)
  })
  if (options.plan) {
    await discard(session, planned)
    return { data: { workflow: planned }, lines: workflowLines(planned, before) }
  }
  const workflow = await applyPlan(session, before, planned)
  const fleet = await fleetOf(session)
  const link = fleet.links.find(one => one.id === workflow.linkId) ?? null
  return {
    data: { id: workflow.linkId, link, workflow },
    lines: link ? [`${linkName(fleet, link)} is linked (${link.id}).`] : workflowLines(workflow, fleet)
  }
}

function linkRow(fleet: Fleet, link: LinkView): string[] {
  return [
    link.id,
    linkName(fleet, link),
    link.models.map(model => model.shortName).join(', '),
    link.delivery,
    link.status,
    link.drift === null ? '' : String(link.drift),
    link.queue === null ? '' : String(link.queue),
    moment(link.lastRunAt)
  ]
}

const linkColumns = ['ID', 'LINK', 'MODELS', 'DELIVERY', 'STATUS', 'DRIFT', 'QUEUE', 'LAST RUN']

async function listLinks(session: Session): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const links = fleet.links.map(link => ({ ...link, link: linkName(fleet, link) }))
  return {
    data: { links },
    lines: table(
      linkColumns,
      fleet.links.map(link => linkRow(fleet, link))
    )
  }
}

async function showLink(session: Session, text: string): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const link = await session.call('links.show', { linkId: findLink(fleet, text).id })
  const models = link.models.map(model => {
    const ids = model.ids === null ? 'all' : `${model.ids.length} entities`
    const why = model.because === undefined ? 'chosen' : `brought along by ${model.because}`
    return [model.name, model.primaryEndpoint, model.replicaEndpoint, ids, why]
  })
  return {
    data: { link: { ...link, link: linkName(fleet, link) } },
    lines: [
      ...table(linkColumns, [linkRow(fleet, link)]),
      ...(Object.keys(link.languages).length > 0 ? [`Languages: ${languagesText(link.languages)}`] : []),
      '',
      ...table(['MODEL', 'ON THE PRIMARY', 'ON THE REPLICA', 'ENTITIES', 'WHY'], models)
    ]
  }
}

/** Where a link from this site could lead, and why not elsewhere: what lights up in the window while dragging. */
async function listTargets(session: Session, text: string): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const site = findSite(fleet, text)
  const targets = await session.call('topology.targets', { siteId: site.id })
  const rows = targets.map(target => [
    siteName(fleet, target.siteId),
    target.legal ? 'yes' : 'no',
    target.why ?? ''
  ])
  return {
    data: { site, targets: targets.map(target => ({ ...target, site: siteName(fleet, target.siteId) })) },
    lines: table(['SITE', 'POSSIBLE', 'WHY'], rows)
  }
}

export function addLinkCommands(root: Command, registry: Registry): void {
  const link = root.command('link').description('replication from a primary to a replica')
  link
    .command('add')
    .description('link two sites')
    .argument('<primary>')
    .argument('<replica>')
    .option('--model <model>', 'class or short name; may be repeated', collect)
    .option('--id <id>', `only this entity, ${idHelp}`, collect)
    .option('--delivery <delivery>', deliveries.join(', '), 'compare')
    .option('--both-ways', 'also from the replica to the primary')
    .option('--language <pair>', languageHelp, collect)
    .option(
      '--publishing-target',
      "name the replica in the primary's calendar, with SQL to run on the primary"
    )
    .option('--no-publishing-target', 'leave it out, which queue and live do not by themselves')
    .option('--acknowledge <notice>', 'go on in spite of a notice of the preflight; may be repeated', collect)
    .option('--plan', 'show what would be done, and do nothing')
    .action(registry.act(addLink, checkLinkUsage))
  addLinkPreflightCommand(link, registry)
  addLinkEditCommand(link, registry)
  addLinkDiscoverCommand(link, registry)
  link.command('list').description('list the links').action(registry.act(listLinks))
  link.command('show').description('show one link').argument('<link>').action(registry.act(showLink))
  link
    .command('targets')
    .description('where a link from a site could lead')
    .argument('<primary>')
    .action(registry.act(listTargets))
}
