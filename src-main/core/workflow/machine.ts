import type { SiteAccess } from '../fleet/site-access.ts'
import type { Site, SiteId } from '../fleet/site.ts'
import { AppError, asAppError } from '../shared/app-error.ts'
import { holdAll } from '../lease/hold-all.ts'
import type { Leases } from '../lease/leases.ts'
import type { Clock, Ids } from '../shared/ports.ts'
import type {
  Failure,
  Json,
  StepRecord,
  WorkflowKind,
  WorkflowRecord,
  WorkflowRepository
} from './records.ts'
import { cachedReader } from './cached-reader.ts'
import { executeStep, wasCutOff } from './execute.ts'
import type { Readers, Step, Writers } from './step.ts'

/** Builds the steps of one kind of workflow; the same params always give the same steps. */
export interface Definition {
  readonly kind: WorkflowKind
  steps(params: Json): Step[]
  /** What must be nobody else's while the workflow is applied: a replica, and the main domain of a sender to it. */
  claims?(params: Json): readonly Claim[]
  /** Whether everything still holds on which the plan rests; throws where not. Asked before the first step is applied. */
  admit?(params: Json): void
}

export interface Claim {
  readonly siteId: SiteId
  readonly sender: string
}

export interface NewWorkflow {
  readonly kind: WorkflowKind
  readonly params: Json
  readonly linkId: string | null
  readonly siteIds: readonly SiteId[]
  readonly startedBy: string
}

export interface MachineDeps {
  readonly workflows: WorkflowRepository
  readonly access: SiteAccess
  readonly site: (id: SiteId) => Site
  readonly leases: Leases
  readonly definitions: readonly Definition[]
  readonly clock: Clock
  readonly ids: Ids
  /** Told after each change of a workflow or one of its steps. */
  readonly changed: (workflowId: string) => void
}

/** How a step, or all of them, came out. */
type Outcome = 'done' | 'waiting' | Failure

/** It failed, and what it had made on the way is gone again. */
class CleanedUp {
  readonly failure: Failure

  constructor(failure: Failure) {
    this.failure = failure
  }
}

/**
 * Plans and applies workflows. The plan is made with readers that have no means to write; applying uses the very same steps. Every step
 * is recorded before its first request and after it, so that a program that starts again knows where another one ended.
 */
export class WorkflowMachine {
  readonly #deps: MachineDeps
  readonly #atWork = new Map<string, Promise<WorkflowRecord>>()

  constructor(deps: MachineDeps) {
    this.#deps = deps
  }

  /** Looks at every step and records the plan. Nothing is written on any site. */
  async plan(workflow: NewWorkflow): Promise<WorkflowRecord> {
    const { ids, clock, workflows } = this.#deps
    const record: WorkflowRecord = {
      ...workflow,
      id: ids.next(),
      state: 'planned',
      createdAt: clock.now(),
      endedAt: null,
      failure: null
    }
    const steps = await this.#lookAtAll(record)
    workflows.insert(record, steps)
    this.#deps.changed(record.id)
    return record
  }

  /** Plans a workflow that waited, or whose plan is old, from fresh reads. Nothing is written on any site. */
  async replan(id: string): Promise<WorkflowRecord> {
    const record = this.record(id)
    if (record.state !== 'awaiting-site' && record.state !== 'planned') {
      throw new AppError('plan-outdated', `This workflow is '${record.state}' and is not planned again.`, {})
    }
    this.#deps.workflows.replan(id, await this.#lookAtAll(record))
    this.#deps.changed(id)
    return this.record(id)
  }

  async #lookAtAll(record: WorkflowRecord): Promise<StepRecord[]> {
    const readers = this.#cachedReaders()
    const steps: StepRecord[] = []
    for (const [position, step] of this.steps(record).entries()) {
      const look = await step.look(readers)
      steps.push({
        workflowId: record.id,
        position,
        stepId: step.id,
        kind: step.kind,
        siteId: step.siteId,
        state: look.done ? 'already' : 'planned',
        effects: look.effects,
        result: look.done ? look.result : null,
        sql: look.done ? null : (look.sql ?? null),
        failure: null,
        startedAt: null,
        endedAt: null
      })
    }
    return steps
  }

  /** Applies a plan, or goes on with one that stopped. Resolves when it ended, well or not; a failure is in the record. */
  apply(id: string): Promise<WorkflowRecord> {
    const running = this.#atWork.get(id)
    if (running) return running
    const work = this.#apply(id).finally(() => {
      if (this.#atWork.get(id) === work) this.#atWork.delete(id)
    })
    this.#atWork.set(id, work)
    return work
  }

  /** The workflow, if it may be applied now; fails with 'plan-outdated' or what its definition says where not. */
  admit(id: string): WorkflowRecord {
    const record = this.record(id)
    if (!['planned', 'applying', 'waiting', 'failed'].includes(record.state)) {
      throw new AppError(
        'plan-outdated',
        `This workflow is '${record.state}' and cannot be applied. Make a new plan.`,
        {}
      )
    }
    if (record.state === 'planned' && record.kind !== 'undo')
      this.#definition(record.kind).admit?.(record.params)
    return record
  }

  /** Plans the way back: the inverse of each step that this workflow really did, last one first. Also of one that a crash cut off. */
  async planUndo(id: string, startedBy: string): Promise<WorkflowRecord> {
    const record = this.record(id)
    const { kind, linkId, siteIds, state } = record
    if (!['applied', 'waiting', 'failed', 'applying', 'undoing'].includes(state) || this.#isAtWork(id)) {
      throw new AppError(
        'plan-outdated',
        `Only what was applied can be undone; this workflow is '${state}'.`,
        { kind }
      )
    }
    await this.#settleCutOff(record)
    return this.plan({ kind: 'undo', params: { of: id }, linkId, siteIds, startedBy })
  }

  #isAtWork(id: string): boolean {
    const undoes = (workflow: string): boolean => {
      const { kind, params } = this.record(workflow)
      return kind === 'undo' && (params as { of: string }).of === id
    }
    return this.#atWork.has(id) || [...this.#atWork.keys()].some(undoes)
  }

  /** What a step made before it was cut off counts as made: its inverse would leave it alone as somebody else's otherwise (ground rule 9). */
  async #settleCutOff(record: WorkflowRecord): Promise<void> {
    const { access, site, workflows, clock } = this.#deps
    const readers: Readers = { reader: siteId => access.reader(site(siteId)) }
    const recorded = workflows.steps(record.id)
    for (const [position, step] of this.steps(record).entries()) {
      if (!wasCutOff(recorded[position]!)) continue
      const found = await step.look(readers)
      if (!found.done) continue
      step.settled?.(found, true)
      workflows.updateStep(record.id, position, {
        ...{ state: 'done', result: found.result, failure: null, endedAt: clock.now() }
      })
    }
  }

  discard(id: string): WorkflowRecord {
    const record = this.record(id)
    if (record.state !== 'planned' && record.state !== 'awaiting-site') {
      throw new AppError(
        'plan-outdated',
        `Only a plan can be discarded; this workflow is '${record.state}'.`,
        {}
      )
    }
    return this.#settle(record.id, 'discarded', null)
  }

  /** The steps of a recorded workflow, built again from its params. */
  steps(record: WorkflowRecord): Step[] {
    if (record.kind === 'undo') return this.#inverseSteps((record.params as { of: string }).of)
    return this.#definition(record.kind).steps(record.params)
  }

  record(id: string): WorkflowRecord {
    const record = this.#deps.workflows.get(id)
    if (!record) throw new AppError('unknown-workflow', `There is no workflow ${id}.`, { workflow: id })
    return record
  }

  /** Whether any workflow is being applied: the program waits for these before it ends. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#atWork.values())
  }

  #definition(kind: WorkflowKind): Definition {
    const definition = this.#deps.definitions.find(candidate => candidate.kind === kind)
    if (!definition) throw new AppError('internal', `No steps are known for a workflow of kind '${kind}'.`)
    return definition
  }

  #inverseSteps(of: string): Step[] {
    const undone = this.record(of)
    const records = this.#deps.workflows.steps(of)
    const inverses = this.steps(undone).map((step, position) => {
      const one = records[position]!
      // A step that was cut off may have written a part of it: its inverse looks.
      return one.state === 'done' || wasCutOff(one) ? step.inverse(one.result) : null
    })
    return inverses.reverse().filter(step => step !== null)
  }

  async #apply(id: string): Promise<WorkflowRecord> {
    const record = this.admit(id)
    this.#deps.workflows.update(id, { state: 'applying', failure: null })
    this.#deps.changed(id)
    const outcome = await this.#applySteps(record).catch(failureOf)
    // Whoever hears that it ended or waits may go on with it at once: nothing is awaited from here on.
    this.#atWork.delete(id)
    if (outcome === 'waiting') return this.#wait(id)
    // Nothing is left of it to resume or to undo.
    if (outcome instanceof CleanedUp) return this.#settle(id, 'undone', outcome.failure)
    if (outcome !== 'done') return this.#settle(id, 'failed', outcome)
    if (record.kind === 'undo') this.#settle((record.params as { of: string }).of, 'undone', null)
    return this.#settle(id, 'applied', null)
  }

  /** Gives what the first step was that is not done: a failure, or one that waits for a person. Fails with 'link-leased' before the first where another Rexxfleet is at work. */
  async #applySteps(record: WorkflowRecord): Promise<Outcome | CleanedUp> {
    const { leases, workflows, access, site } = this.#deps
    const actor = { kind: 'workflow', id: record.id, step: null } as const
    const places = this.#claims(record).map(({ siteId, sender }) => ({
      site: access.writer(site(siteId), actor),
      sender
    }))
    const lease = await holdAll(leases, places)
    try {
      // From here on the one that is undone can no longer be resumed, whatever becomes of its undo.
      if (record.kind === 'undo') this.#settle((record.params as { of: string }).of, 'undoing', null)
      const recorded = workflows.steps(record.id)
      const steps = this.steps(record)
      for (const [position, step] of steps.entries()) {
        lease.requireHeld()
        const outcome = await this.#applyStep(record, step, recorded[position]!)
        if (outcome === 'done') continue
        return outcome === 'waiting'
          ? outcome
          : await this.#cleanUp(record, steps, recorded, position, outcome)
      }
      return 'done'
    } finally {
      await lease.giveBack()
    }
  }

  /** After a failure: the steps that take away what was only needed on the way. A failure of theirs leaves the workflow to be resumed or undone. */
  async #cleanUp(
    record: WorkflowRecord,
    steps: readonly Step[],
    recorded: readonly StepRecord[],
    failedAt: number,
    failure: Failure
  ): Promise<Failure | CleanedUp> {
    const cleaning = [...steps.entries()].filter(([at, step]) => at > failedAt && step.cleansUp)
    for (const [at, step] of cleaning)
      if ((await this.#applyStep(record, step, recorded[at]!)) !== 'done') return failure
    return cleaning.length > 0 && !steps[failedAt]!.cleansUp ? new CleanedUp(failure) : failure
  }

  #claims(record: WorkflowRecord): readonly Claim[] {
    if (record.kind === 'undo') return this.#claims(this.record((record.params as { of: string }).of))
    return this.#definition(record.kind).claims?.(record.params) ?? []
  }

  async #applyStep(workflow: WorkflowRecord, step: Step, recorded: StepRecord): Promise<Outcome> {
    const { workflows, clock } = this.#deps
    const { id } = workflow
    const update = (patch: Parameters<WorkflowRepository['updateStep']>[2]): void => {
      workflows.updateStep(id, recorded.position, patch)
      this.#deps.changed(id)
    }
    try {
      return await executeStep(step, recorded, this.#writers(workflow, step), update, clock)
    } catch (thrown) {
      const failure = failureOf(thrown)
      update({ state: 'failed', failure, endedAt: clock.now() })
      return failure
    }
  }

  /** It has not ended: it goes on where it stands, once somebody says that the SQL was run. */
  #wait(id: string): WorkflowRecord {
    this.#deps.workflows.update(id, { state: 'waiting', failure: null, endedAt: null })
    this.#deps.changed(id)
    return this.record(id)
  }

  #settle(id: string, state: WorkflowRecord['state'], failure: Failure | null): WorkflowRecord {
    this.#deps.workflows.update(id, { state, failure, endedAt: this.#deps.clock.now() })
    this.#deps.changed(id)
    return this.record(id)
  }

  /** For planning: each list is read once, since nothing is written meanwhile. */
  #cachedReaders(): Readers {
    const readers = new Map<SiteId, ReturnType<typeof cachedReader>>()
    return {
      reader: siteId => {
        const known = readers.get(siteId) ?? cachedReader(this.#deps.access.reader(this.#deps.site(siteId)))
        readers.set(siteId, known)
        return known
      }
    }
  }

  #writers(workflow: WorkflowRecord, step: Step): Writers {
    const { access, site } = this.#deps
    return {
      reader: siteId => access.reader(site(siteId)),
      writer: siteId => access.writer(site(siteId), { kind: 'workflow', id: workflow.id, step: step.id })
    }
  }
}

function failureOf(thrown: unknown): Failure {
  const { code, message, details } = asAppError(thrown)
  return { code, message, details }
}
