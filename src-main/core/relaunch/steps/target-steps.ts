import type { SiteId } from '../../fleet/site.ts'
import { leaveTables, readTables } from '../../replication/publishing/table-access.ts'
import type { ReplicationDeps } from '../../replication/steps/deps.ts'
import type { Step } from '../../workflow/step.ts'
import type { NewName } from '../relaunch.ts'
import { renameTargets } from './rename-targets.ts'

/** Renames receivers in the calendar of a site: looks into it for as long as it takes, and leaves the right to read it only where a link needs it. */
export function targetSteps(deps: ReplicationDeps, siteId: SiteId, targets: readonly NewName[]): Step[] {
  if (targets.length === 0) return []
  return [
    ...readTables(deps, siteId, ['target'], []),
    renameTargets(deps, siteId, targets),
    ...leaveTables(deps, siteId, ['target'], [])
  ].map(afterOthers)
}

/** What it finds is what the steps before it made: its plan cannot know. */
function afterOthers(step: Step): Step {
  return {
    ...step,
    onlyChecks: true,
    inverse: result => {
      const back = step.inverse(result)
      return back && afterOthers(back)
    }
  }
}
