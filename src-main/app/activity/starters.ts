import type { Actor } from '../../core/fleet/site-access.ts'
import type { RunRepository } from '../../core/sync/records.ts'
import type { WorkflowRepository } from '../../core/workflow/records.ts'

export interface StartersDeps {
  readonly workflows: Pick<WorkflowRepository, 'get'>
  readonly runs: Pick<RunRepository, 'get'>
}

/** Who started something, and what kind of workflow it is; null where that is not known any more. */
export interface Started {
  readonly startedBy: string | null
  readonly workflow: string | null
}

/** Tells what a request belongs to. Asks once for each workflow and run. */
export function starters({ workflows, runs }: StartersDeps): (actor: Actor) => Started {
  const known = new Map<string, Started>()
  function ask({ kind, id }: Actor): Started {
    if (kind === 'run') return { startedBy: runs.get(id)?.startedBy ?? null, workflow: null }
    const workflow = workflows.get(id)
    return { startedBy: workflow?.startedBy ?? null, workflow: workflow?.kind ?? null }
  }
  return actor => {
    const started = known.get(actor.id) ?? ask(actor)
    known.set(actor.id, started)
    return started
  }
}
