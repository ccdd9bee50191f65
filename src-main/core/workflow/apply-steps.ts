import type { SiteAccess } from '../fleet/site-access.ts'
import type { Site, SiteId } from '../fleet/site.ts'
import { holdAll } from '../lease/hold-all.ts'
import type { Leases } from '../lease/leases.ts'
import { asAppError } from '../shared/app-error.ts'
import type { Clock } from '../shared/ports.ts'
import type { Definitions } from './definition.ts'
import { executeStep } from './execute.ts'
import type { Failure, StepPatch, StepRecord, WorkflowRecord, WorkflowRepository } from './records.ts'
import type { Step, Writers } from './step.ts'

export interface ApplyDeps {
  readonly workflows: WorkflowRepository
  readonly access: SiteAccess
  readonly site: (id: SiteId) => Site
  readonly leases: Leases
  readonly clock: Clock
  /** Told after each change of a workflow or one of its steps. */
  readonly changed: (workflowId: string) => void
}

/** How a step, or all of them, came out. */
type Outcome = 'done' | 'waiting' | Failure

/** It failed, and what it had made on the way is gone again. */
export class CleanedUp {
  readonly failure: Failure

  constructor(failure: Failure) {
    this.failure = failure
  }
}

/** Does the steps of one workflow after the other, under the leases that it claims. */
export class StepsAtWork {
  readonly #deps: ApplyDeps
  readonly #definitions: Definitions
  readonly #workflow: WorkflowRecord

  constructor(deps: ApplyDeps, definitions: Definitions, workflow: WorkflowRecord) {
    this.#deps = deps
    this.#definitions = definitions
    this.#workflow = workflow
  }

  /**
   * Gives what the first step was that is not done: a failure, or one that waits for a person. `begins` is called once the leases are held;
   * fails with 'link-leased' before that where another Rexxfleet is at work.
   */
  async apply(begins: () => void): Promise<Outcome | CleanedUp> {
    const { leases, workflows, access, site } = this.#deps
    const actor = { kind: 'workflow', id: this.#workflow.id, step: null } as const
    const places = this.#definitions.claims(this.#workflow).map(({ siteId, sender }) => ({
      site: access.writer(site(siteId), actor),
      sender
    }))
    const lease = await holdAll(leases, places)
    try {
      begins()
      const recorded = workflows.steps(this.#workflow.id)
      const steps = this.#definitions.steps(this.#workflow)
      for (const [position, step] of steps.entries()) {
        lease.requireHeld()
        const outcome = await this.#do(step, recorded[position]!)
        if (outcome === 'done') continue
        return outcome === 'waiting' ? outcome : await this.#cleanUp(steps, recorded, position, outcome)
      }
      return 'done'
    } finally {
      await lease.giveBack()
    }
  }

  async #do(step: Step, recorded: StepRecord): Promise<Outcome> {
    const { workflows, clock, changed } = this.#deps
    const { id } = this.#workflow
    const update = (patch: StepPatch): void => {
      workflows.updateStep(id, recorded.position, patch)
      changed(id)
    }
    try {
      return await executeStep(step, recorded, this.#writers(step), update, clock)
    } catch (thrown) {
      const failure = failureOf(thrown)
      update({ state: 'failed', failure, endedAt: clock.now() })
      return failure
    }
  }

  /** After a failure: the steps that take away what was only needed on the way. A failure of theirs leaves the workflow to be resumed or undone. */
  async #cleanUp(
    steps: readonly Step[],
    recorded: readonly StepRecord[],
    failedAt: number,
    failure: Failure
  ): Promise<Failure | CleanedUp> {
    const cleaning = [...steps.entries()].filter(([at, step]) => at > failedAt && step.cleansUp)
    for (const [at, step] of cleaning) if ((await this.#do(step, recorded[at]!)) !== 'done') return failure
    return cleaning.length > 0 && !steps[failedAt]!.cleansUp ? new CleanedUp(failure) : failure
  }

  #writers(step: Step): Writers {
    const { access, site } = this.#deps
    const { id } = this.#workflow
    return {
      reader: siteId => access.reader(site(siteId)),
      writer: siteId => access.writer(site(siteId), { kind: 'workflow', id, step: step.id })
    }
  }
}

export function failureOf(thrown: unknown): Failure {
  const { code, message, details } = asAppError(thrown)
  return { code, message, details }
}
