import type { Actor } from '../../core/fleet/site-access.ts'
import type { RunRepository } from '../../core/sync/records.ts'
import type { WorkflowRepository } from '../../core/workflow/records.ts'

export interface StartersDeps {
  readonly workflows: Pick<WorkflowRepository, 'get'>
  readonly runs: Pick<RunRepository, 'get'>
}

/** Tells who started what a request belongs to; null where it is not known any more. Asks once for each workflow and run. */
export function starters({ workflows, runs }: StartersDeps): (actor: Actor) => string | null {
  const known = new Map<string, string | null>()
  return ({ kind, id }) => {
    const found = known.get(id)
    if (found !== undefined) return found
    const startedBy = (kind === 'run' ? runs : workflows).get(id)?.startedBy ?? null
    known.set(id, startedBy)
    return startedBy
  }
}
