import { AppError } from '../../core/shared/app-error.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import type { WorkflowRepository } from '../../core/workflow/records.ts'
import type { DemoFleet } from './demo-fleet.ts'

export interface RunSqlDeps {
  readonly fleet: DemoFleet
  readonly sites: SiteRepository
  readonly workflows: WorkflowRepository
}

/**
 * Runs the SQL for which a workflow waits on the tables of a made-up site, as a person does on a real one: nobody has a database client
 * for the demo. The workflow is not told; it looks for itself when it is resumed. Fails with 'unknown-workflow', 'nothing-to-resume', or
 * 'invalid-input' where the site is a real one.
 */
export function runSqlInDemo({ fleet, sites, workflows }: RunSqlDeps, workflowId: string): void {
  if (!workflows.get(workflowId))
    throw new AppError('unknown-workflow', `There is no workflow ${workflowId}.`, { workflow: workflowId })
  const step = workflows.steps(workflowId).find(({ state }) => state === 'waiting')
  if (!step?.sql || step.siteId === null)
    throw new AppError('nothing-to-resume', 'No step of this workflow waits for SQL.', {
      workflow: workflowId
    })
  const site = sites.get(step.siteId)
  const running = fleet.running.find(one => site?.demo && one.site.mainDomain === site.mainDomain)
  if (!running)
    throw new AppError(
      'invalid-input',
      `'${site?.name ?? step.siteId}' is not a made-up site of the demo that runs here. Run the SQL on its own database; Rexxfleet has no way there.`,
      { workflow: workflowId, site: site?.name ?? step.siteId }
    )
  running.double.admin.script(step.sql)
}
