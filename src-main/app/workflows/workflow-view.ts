import type { WorkflowView } from '../../contract/link-shapes.ts'
import { moveWorkflow, type LeftOut } from '../../core/relaunch/relaunch.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import { purgeWorkflow } from '../../core/replication/purge-site.ts'
import { nextRevision } from '../revision.ts'
import type { StepRecord, WorkflowRecord } from '../../core/workflow/records.ts'
import { noticesOf, openAsks } from '../preflight/plan-notices.ts'
import { noticeView } from '../preflight/preflight-link.ts'

type Confirmation = WorkflowView['confirmation']

/** Where entities are removed, or a site leaves all replication, the name of the site has to be typed; anything else takes a plain yes. */
export function confirmationFor(
  workflow: Pick<WorkflowRecord, 'kind' | 'params'>,
  steps: readonly StepRecord[],
  sites: SiteRepository
): Confirmation {
  const purge = purgeWorkflow.paramsOf(workflow)
  if (purge) return { kind: 'name', expected: sites.get(purge.siteId)?.name ?? '' }
  const removes = steps.find(step =>
    step.effects.some(({ act, what }) => act === 'remove' && what === 'entity')
  )
  const site = removes?.siteId ? sites.get(removes.siteId) : null
  return site ? { kind: 'name', expected: site.name } : { kind: 'yes', expected: null }
}

export function workflowView(
  workflow: WorkflowRecord,
  steps: readonly StepRecord[],
  sites: SiteRepository
): WorkflowView {
  const notices = noticesOf(workflow)
  const acknowledge = openAsks(workflow)
  const leftOut: readonly LeftOut[] = moveWorkflow.paramsOf(workflow)?.leftOut ?? []
  return {
    id: workflow.id,
    revision: nextRevision(),
    kind: workflow.kind,
    linkId: workflow.linkId,
    siteIds: [...workflow.siteIds],
    state: workflow.state,
    startedBy: workflow.startedBy,
    createdAt: workflow.createdAt,
    endedAt: workflow.endedAt,
    failure: workflow.failure,
    confirmation: {
      ...confirmationFor(workflow, steps, sites),
      ...(acknowledge.length > 0 ? { acknowledge } : {})
    },
    ...(notices.length > 0 ? { notices: notices.map(noticeView) } : {}),
    ...(leftOut.length > 0 ? { leftOut: [...leftOut] } : {}),
    steps: steps.map(
      ({ position, stepId, kind, siteId, state, effects, sql, failure, startedAt, endedAt }) => ({
        position,
        stepId,
        kind,
        siteId,
        state,
        effects: effects.map(effect => ({ ...effect })),
        sql,
        failure,
        startedAt,
        endedAt
      })
    )
  }
}
