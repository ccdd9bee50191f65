import type { Handlers } from '../../contract/calls.ts'
import type { ActivityFilter } from '../../core/shared/activity.ts'
import { starters } from './starters.ts'
import { exportActivity, type ActivityExportDeps } from './export-activity.ts'

/** The activity log behind the contract. */
export function createActivityHandlers(
  deps: ActivityExportDeps
): Pick<Handlers, 'activity.list' | 'activity.export'> {
  return {
    async 'activity.list'(filter) {
      const started = starters(deps)
      return deps.activity.list(filter as ActivityFilter).map(entry => ({
        ...entry,
        actor: { ...entry.actor },
        ...started(entry.actor),
        request: { ...entry.request }
      }))
    },
    'activity.export': wish => exportActivity(deps, wish)
  }
}
