import type { SiteId } from '../../core/fleet/site.ts'
import type { WorkflowRecord } from '../../core/workflow/records.ts'
import type { WorkflowType } from '../../core/workflow/workflow-type.ts'
import { failureOf } from './failure-of.ts'
import type { SiteDeps } from './site-deps.ts'

/** What the workflows of a type were planned with that stopped half-way on a site, newest first. */
export function unfinished<P extends object>(
  deps: Pick<SiteDeps, 'workflows'>,
  type: WorkflowType<P>,
  siteId: SiteId
): P[] {
  return recordsOf(deps, type, siteId).map(record => type.paramsOf(record)!)
}

function recordsOf<P extends object>(
  { workflows }: Pick<SiteDeps, 'workflows'>,
  { kind }: WorkflowType<P>,
  siteId: SiteId
): WorkflowRecord[] {
  return workflows
    .list({ states: ['planned', 'applying', 'failed'] })
    .filter(record => record.kind === kind && record.siteIds.includes(siteId))
}

/**
 * Plans a workflow on one site and applies it. It takes the place of those that stopped half-way: what is on the site by now counts,
 * not what was planned then. Gives its id; `failed` says whether it stopped as well.
 */
export async function applyAnew<P extends object>(
  deps: SiteDeps,
  type: WorkflowType<P>,
  siteId: SiteId,
  params: P
): Promise<{ readonly id: string; readonly failed: Error | null }> {
  const before = recordsOf(deps, type, siteId)
  const plan = await deps.machine.plan({
    ...type.of(params),
    linkId: null,
    siteIds: [siteId],
    startedBy: deps.startedBy
  })
  for (const { id } of before) deps.workflows.update(id, { state: 'discarded', endedAt: deps.clock.now() })
  const workflow = await deps.machine.apply(plan.id)
  return { id: plan.id, failed: workflow.state === 'applied' ? null : failureOf(workflow) }
}
