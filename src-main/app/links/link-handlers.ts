import type { Handlers, ParsedInput } from '../../contract/calls.ts'
import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import type { Site, SiteId } from '../../core/fleet/site.ts'
import { deregisterWorkflow, type DeregisterParams } from '../../core/replication/deregister-link.ts'
import { linksOf } from '../../core/replication/pair.ts'
import { publishedLinks, publishingLinks } from '../../core/replication/publishing/published-links.ts'
import type { ReplicationDeps } from '../../core/replication/steps/deps.ts'
import { remainsOf } from '../../core/replication/steps/leave-remains.ts'
import { setUpWorkflow, type SetUpParams } from '../../core/replication/set-up-link.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { LinkRepository } from '../../core/topology/link-repository.ts'
import { assertLinkable } from '../../core/topology/link-rules.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import { linkTargets } from '../../core/topology/why-no-link.ts'
import type { WorkflowMachine } from '../../core/workflow/machine.ts'
import type { WorkflowRecord, WorkflowRepository } from '../../core/workflow/records.ts'
import { workflowView } from '../workflows/workflow-view.ts'
import type { CheckedParams } from '../preflight/plan-notices.ts'
import { preflightLink, type PreflightDeps } from '../preflight/preflight-link.ts'
import { refuseWhereForbidden } from '../../core/preflight/preflight.ts'
import type { LinkViews } from './link-views.ts'
import { planEdit } from './edit-link.ts'
import { sitesGone } from './sites-gone.ts'
import { draftPair, type PlanLinkDeps } from './plan-link.ts'

export interface LinkHandlerDeps extends PlanLinkDeps, PreflightDeps {
  readonly sites: SiteRepository
  readonly links: LinkRepository
  readonly workflows: WorkflowRepository
  readonly machine: WorkflowMachine
  readonly views: LinkViews
  readonly site: (id: SiteId) => Site
  readonly link: (id: LinkId) => Link
  readonly refuseBusy: (linkId: LinkId) => void
  readonly notes: ReplicationDeps['notes']
  readonly provenance: ReplicationDeps['provenance']
  readonly startedBy: string
}

type LinkCalls =
  'links.list' | 'links.show' | 'links.plan' | 'links.planEdit' | 'links.planDeregister' | 'topology.targets'

/** Links behind the contract. */
export function createLinkHandlers(deps: LinkHandlerDeps): Pick<Handlers, LinkCalls> {
  return {
    'links.list': async () => deps.views.list(),
    async 'links.show'({ linkId }) {
      const view = deps.views.find(linkId)
      if (!view) throw new AppError('unknown-link', `There is no link ${linkId}.`, { link: linkId })
      return view
    },
    'links.plan': wish => planLink(deps, wish),
    'links.planEdit': wish => planEdit(deps, wish),
    'links.planDeregister': wish => planDeregister(deps, wish),
    async 'topology.targets'({ siteId }) {
      return linkTargets(deps.site(siteId), deps.sites.list(), deps.links.list())
    }
  }
}

async function planLink(deps: LinkHandlerDeps, wish: ParsedInput<'links.plan'>): Promise<WorkflowView> {
  const [primary, replica] = [deps.site(wish.primaryId), deps.site(wish.replicaId)]
  assertLinkable(primary, replica, deps.links.list())
  const wayBack = deps.links.between(replica.id, primary.id)
  if (wish.bothWays && !wayBack) assertLinkable(replica, primary, deps.links.list())
  const pair = await draftPair(deps, wish, primary, replica, wayBack)
  const notices = await preflightLink(deps, wish)
  refuseWhereForbidden(notices)
  const publish = publishingLinks(linksOf(pair), wish.publish)
  const params: SetUpParams & CheckedParams = { ...pair, publish, notices, acknowledged: wish.acknowledge }
  const { link } = params
  const record = await deps.machine.plan({
    ...setUpWorkflow.of(params),
    linkId: link.id,
    siteIds: [primary.id, replica.id],
    startedBy: deps.startedBy
  })
  discardEarlier(deps, record, link)
  return view(deps, record)
}

/** A new plan for the same two sites takes the place of the one before. */
function discardEarlier(deps: LinkHandlerDeps, kept: WorkflowRecord, link: Link): void {
  for (const { planId, params } of deps.views.stagedPlans()) {
    const { primaryId, replicaId } = params.link
    const same = primaryId === link.primaryId && replicaId === link.replicaId
    if (same && planId !== kept.id) deps.machine.discard(planId)
  }
}

async function planDeregister(
  deps: LinkHandlerDeps,
  { linkId, keepData, force, includeEdited }: ParsedInput<'links.planDeregister'>
): Promise<WorkflowView> {
  const link = deps.link(linkId)
  deps.refuseBusy(linkId)
  const left = remainsOf(deps, linkId)
  // One side is cleaned already, and what is left waits: it is looked at again, and nothing else is planned.
  if (left?.state === 'awaiting-site' || left?.state === 'planned')
    return view(deps, await deps.machine.replan(left.id))
  for (const plan of deps.workflows.list({ linkId, states: ['planned'] })) deps.machine.discard(plan.id)
  const twin = link.twinId === null ? null : deps.links.get(link.twinId)
  if (twin) deps.refuseBusy(twin.id)
  const params: DeregisterParams = {
    link,
    twin,
    keepData,
    gone: force ? await goneSide(deps, link) : null,
    includeEdited,
    archiveId: deps.ids.next(),
    published: publishedLinks(deps, twin ? [link, twin] : [link])
  }
  const record = await deps.machine.plan({
    ...deregisterWorkflow.of(params),
    linkId,
    siteIds: [link.primaryId, link.replicaId],
    startedBy: deps.startedBy
  })
  return view(deps, record)
}

/** With force the side that does not answer is taken as gone for good; null where both answer. */
async function goneSide(
  deps: LinkHandlerDeps,
  { primaryId, replicaId }: Link
): Promise<DeregisterParams['gone']> {
  const gone = await sitesGone(deps, [primaryId, replicaId])
  if (gone.length === 2) {
    throw new AppError(
      'site-unreachable',
      'Neither side answers: there is nothing that can be cleaned. Try again when one is back.',
      {}
    )
  }
  if (gone.length === 0) return null
  return gone[0] === primaryId ? 'primary' : 'replica'
}

function view(deps: LinkHandlerDeps, record: WorkflowRecord): WorkflowView {
  return workflowView(record, deps.workflows.steps(record.id), deps.sites)
}
