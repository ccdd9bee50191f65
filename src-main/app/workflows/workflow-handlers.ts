import type { Handlers } from '../../contract/calls.ts'
import type { WorkflowView } from '../../contract/link-shapes.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Remains } from '../links/remains.ts'
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
  readonly remains: Pick<Remains, 'isRemains' | 'letGo'>
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

/** Their first steps cancel what is at work on their links, and let nothing new begin. */
const endsRuns: ReadonlySet<WorkflowRecord['kind']> = new Set([
  'deregister-link',
  'deregister-rest',
  'edit-link',
  'purge-site'
])

/** Workflows behind the contract. Applying begins at once and is told by events; the answer does not wait for its end. */
export function createWorkflowHandlers(deps: WorkflowHandlerDeps): Pick<Handlers, WorkflowCalls> {
  const { machine, workflows, sites } = deps
  const view = (record: WorkflowRecord): WorkflowView =>
    workflowView(record, workflows.steps(record.id), sites)

  function begin(workflowId: string): WorkflowView {
    const record = machine.admit(workflowId)
    const { linkIds = [] } = (record.params ?? {}) as { readonly linkIds?: readonly string[] }
    const concerned = record.linkId ? [record.linkId] : linkIds
    if (!endsRuns.has(record.kind)) for (const linkId of concerned) deps.refuseBusy(linkId)
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
      const record = machine.record(workflowId)
      // It is planned from what both sites say now; applying it takes a person's word.
      if (deps.remains.isRemains(record)) return view(await machine.replan(workflowId))
      const { state } = record
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
      const record = machine.record(workflowId)
      return view(
        deps.remains.isRemains(record) ? await deps.remains.letGo(record) : machine.discard(workflowId)
      )
    },
    'workflows.saveSql': wish => saveSql(deps, wish)
  }
}
