import type { ParsedInput } from '../../contract/calls.ts'
import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { SiteAccess } from '../../core/fleet/site-access.ts'
import type { Site, SiteId } from '../../core/fleet/site.ts'
import type { LinkPair } from '../../core/replication/pair.ts'
import { publishedLinks } from '../../core/replication/publishing/published-links.ts'
import type { ReplicationDeps } from '../../core/replication/steps/deps.ts'
import { purgeWorkflow, type PurgeParams } from '../../core/replication/purge-site.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Ids } from '../../core/shared/ports.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import { sitesGone } from '../links/sites-gone.ts'
import type { WorkflowMachine } from '../../core/workflow/machine.ts'
import type { WorkflowRepository } from '../../core/workflow/records.ts'

export interface PurgeDeps {
  readonly machine: WorkflowMachine
  readonly workflows: WorkflowRepository
  readonly links: LinkRepository
  readonly ids: Ids
  readonly notes: ReplicationDeps['notes']
  readonly provenance: ReplicationDeps['provenance']
  readonly access: SiteAccess
  readonly site: (id: SiteId) => Site
  readonly refuseBusy: (linkId: LinkId) => void
  readonly workflowView: (workflowId: string) => WorkflowView
  readonly startedBy: string
}

/** Plans that a site leaves all its primaries and replicas. Writes nothing. */
export async function planPurge(
  deps: PurgeDeps,
  { siteId, flushReplicas, includeEdited, force }: ParsedInput<'links.planPurge'>
): Promise<WorkflowView> {
  const { name } = deps.site(siteId)
  const links = deps.links.list().filter(link => link.primaryId === siteId || link.replicaId === siteId)
  if (links.length === 0) {
    throw new AppError('invalid-input', `${name} has no links: there is nothing to purge.`, { site: name })
  }
  const partners = [...new Set([siteId, ...links.flatMap(link => [link.primaryId, link.replicaId])])]
  const gone = force ? await sitesGone(deps, partners) : []
  if (gone.length === partners.length) {
    throw new AppError(
      'site-unreachable',
      'None of the sites answers: there is nothing that can be cleaned.',
      {
        site: name
      }
    )
  }
  for (const { id } of links) {
    deps.refuseBusy(id)
    for (const plan of deps.workflows.list({ linkId: id, states: ['awaiting-site', 'planned'] }))
      deps.machine.discard(plan.id)
  }
  const params: PurgeParams = {
    siteId,
    pairs: pairsOf(links, siteId),
    linkIds: links.map(({ id }) => id),
    flushReplicas,
    includeEdited,
    gone,
    archiveId: deps.ids.next(),
    published: publishedLinks(deps, links)
  }
  const record = await deps.machine.plan({
    ...purgeWorkflow.of(params),
    linkId: null,
    siteIds: partners,
    startedBy: deps.startedBy
  })
  return deps.workflowView(record.id)
}

/** Twins as one, with the link by which the site is a replica first. */
function pairsOf(links: readonly Link[], siteId: SiteId): LinkPair[] {
  const twinOf = (link: Link): Link | null => links.find(({ id }) => id === link.twinId) ?? null
  const first = links.filter(link => link.replicaId === siteId || twinOf(link) === null)
  return first.map(link => ({ link, twin: twinOf(link) }))
}
