import type { SiteId } from '../../core/fleet/site.ts'
import type { Json, WorkflowKind, WorkflowRecord } from '../../core/workflow/records.ts'
import { failureOf } from './failure-of.ts'
import type { SiteDeps } from './site-deps.ts'

/** The workflows of a kind that stopped half-way on a site, newest first. */
export function unfinished(
  deps: Pick<SiteDeps, 'workflows'>,
  kind: WorkflowKind,
  siteId: SiteId
): WorkflowRecord[] {
  return deps.workflows
    .list({ states: ['planned', 'applying', 'failed'] })
    .filter(workflow => workflow.kind === kind && workflow.siteIds.includes(siteId))
}

/**
 * Plans a workflow on one site and applies it. It takes the place of those that stopped half-way: what is on the site by now counts,
 * not what was planned then. Gives its id; `failed` says whether it stopped as well.
 */
export async function applyAnew(
  deps: SiteDeps,
  kind: WorkflowKind,
  siteId: SiteId,
  params: Json
): Promise<{ readonly id: string; readonly failed: Error | null }> {
  const before = unfinished(deps, kind, siteId)
  const plan = await deps.machine.plan({
    kind,
    params,
    linkId: null,
    siteIds: [siteId],
    startedBy: deps.startedBy
  })
  for (const { id } of before) deps.workflows.update(id, { state: 'discarded', endedAt: deps.clock.now() })
  const workflow = await deps.machine.apply(plan.id)
  return { id: plan.id, failed: workflow.state === 'applied' ? null : failureOf(workflow) }
}
