import type { SiteId } from '../../fleet/site.ts'
import { makeDataSource, removeDataSource } from '../../replication/steps/data-source.ts'
import type { ReplicationDeps } from '../../replication/steps/deps.ts'
import { makeEndpoint, removeEndpoint } from '../../replication/steps/endpoint.ts'
import { makeGrant, removeGrant, type GrantWish } from '../../replication/steps/grant.ts'
import type { Step } from '../../workflow/step.ts'
import type { ModelName } from '../model.ts'

/** Where a class is looked at. */
export interface Look {
  readonly siteId: SiteId
  readonly model: ModelName
  /** The endpoint through which that is done, for as long as it takes. */
  readonly endpoint: string
}

/** Nobody uses what is only there for a look. */
const nobody: readonly string[] = []

/**
 * What a look at a class takes: data source, endpoint and a right to read. They go again after it, also where it fails (F33). A data source
 * that is there already is used and stays.
 */
export function forALook(deps: ReplicationDeps, { siteId, model, endpoint }: Look, look: Step): Step[] {
  const { keyRef } = deps.sites.get(siteId)!
  const grant: GrantWish = { siteId, endpoint, keyRef, holder: 'management', readOnly: true }
  return [
    forNow(makeDataSource(deps, siteId, model, nobody)),
    forNow(makeEndpoint(deps, siteId, endpoint, model, nobody)),
    forNow(makeGrant(deps, grant, nobody)),
    look,
    cleaning(removeGrant(deps, grant, nobody)),
    cleaning(removeEndpoint(deps, siteId, endpoint, model, nobody)),
    cleaning(removeDataSource(deps, siteId, model, nobody))
  ]
}

/** On the way back each row is free to go only once the one before is gone: what the plan found before that does not count. */
function forNow(step: Step): Step {
  return {
    ...step,
    inverse(result) {
      const back = step.inverse(result)
      return back && { ...back, restores: true }
    }
  }
}

/** Its way back is that of the step which made the row: there is nothing left to take back. */
function cleaning(step: Step): Step {
  return { ...step, id: `${step.id}/again`, restores: true, cleansUp: true, inverse: () => null }
}
