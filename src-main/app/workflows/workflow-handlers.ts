import type { Handlers } from '../../contract/calls.ts'
import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { WorkflowMachine } from '../../core/workflow/machine.ts'
import type { WorkflowRecord, WorkflowRepository } from '../../core/workflow/records.ts'
import { requireAcknowledged } from '../preflight/plan-notices.ts'
import { saveSql } from './save-sql.ts'
import { confirmationFor, workflowView } from './workflow-view.ts'

export interface WorkflowHandlerDeps {
  readonly machine: WorkflowMachine
  readonly workflows: WorkflowRepository
  readonly sites: SiteRepository
  readonly startedBy: string
  readonly dataDirectory: string
  /** Fails with 'link-busy' where a run of the link is at work. */
  readonly refuseBusy: (linkId: string) => void
}

type WorkflowCalls =
  | 'workflows.list'
  | 'workflows.show'
  | 'workflows.apply'
  | 'workflows.resume'
  | 'workflows.undo'
  | 'workflows.discard'
  | 'workflows.saveSql'

/** Workflows behind the contract. Applying begins at once and is told by events; the answer does not wait for its end. */
export function createWorkflowHandlers(deps: WorkflowHandlerDeps): Pick<Handlers, WorkflowCalls> {
  const { machine, workflows, sites } = deps
  const view = (record: WorkflowRecord): WorkflowView =>
    workflowView(record, workflows.steps(record.id), sites)

  function begin(workflowId: string): WorkflowView {
    const record = machine.admit(workflowId)
    const { linkIds = [] } = (record.params ?? {}) as { readonly linkIds?: readonly string[] }
    for (const linkId of record.linkId ? [record.linkId] : linkIds) deps.refuseBusy(linkId)
    void machine.apply(workflowId)
    return view(machine.record(workflowId))
  }

  function requireConfirmation(workflowId: string, given: string | undefined): void {
    const { kind, expected } = confirmationFor(machine.record(workflowId), workflows.steps(workflowId), sites)
    if (kind !== 'name' || given === expected) return
    throw new AppError(
      'needs-confirmation',
      `This removes entities. Confirm it with the site's name: ${expected}.`,
      {
        expected: expected ?? ''
      }
    )
  }

  return {
    async 'workflows.list'({ linkId, limit }) {
      return workflows.list({ ...(linkId ? { linkId } : {}), limit: limit ?? 100 }).map(view)
    },
    async 'workflows.show'({ workflowId }) {
      return view(machine.record(workflowId))
    },
    async 'workflows.apply'({ workflowId, confirm, acknowledge }) {
      requireAcknowledged(machine.record(workflowId), acknowledge ?? [])
      requireConfirmation(workflowId, confirm)
      return begin(workflowId)
    },
    async 'workflows.resume'({ workflowId }) {
      const { state } = machine.record(workflowId)
      if (!['failed', 'waiting', 'applying'].includes(state)) {
        throw new AppError('nothing-to-resume', `The workflow is '${state}': there is nothing to resume.`, {
          state
        })
      }
      return begin(workflowId)
    },
    async 'workflows.undo'({ workflowId }) {
      return view(await machine.planUndo(workflowId, deps.startedBy))
    },
    async 'workflows.discard'({ workflowId }) {
      return view(machine.discard(workflowId))
    },
    'workflows.saveSql': wish => saveSql(deps, wish)
  }
}
