import type { SiteId } from '../fleet/site.ts'
import { AppError } from '../shared/app-error.ts'
import type { Json } from '../shared/json.ts'
import type { Ids } from '../shared/ports.ts'
import { CleanedUp, failureOf, StepsAtWork, type ApplyDeps } from './apply-steps.ts'
import { Definitions, type Definition } from './definition.ts'
import { wasCutOff } from './execute.ts'
import { planReaders, planSteps } from './plan-steps.ts'
import {
  undoneBy,
  type Failure,
  type WorkflowKind,
  type WorkflowRecord,
  type WorkflowState
} from './records.ts'
import type { Readers, Step } from './step.ts'

/** States in which there is something to take back, or may be. */
const undoable: readonly WorkflowState[] = ['applied', 'waiting', 'failed', 'applying', 'undoing']

export interface NewWorkflow {
  readonly kind: WorkflowKind
  readonly params: Json
  readonly linkId: string | null
  readonly siteIds: readonly SiteId[]
  readonly startedBy: string
}

export interface MachineDeps extends ApplyDeps {
  readonly definitions: readonly Definition[]
  readonly ids: Ids
}

/**
 * Plans and applies workflows. The plan is made with readers that have no means to write; applying uses the very same steps. Every step
 * is recorded before its first request and after it, so that a program that starts again knows where another one ended.
 */
export class WorkflowMachine {
  readonly #deps: MachineDeps
  readonly #definitions: Definitions
  readonly #atWork = new Map<string, Promise<WorkflowRecord>>()

  constructor(deps: MachineDeps) {
    this.#deps = deps
    this.#definitions = new Definitions(deps.workflows, deps.definitions)
  }

  /** Fails with 'unknown-workflow'. */
  record(id: string): WorkflowRecord {
    return this.#definitions.record(id)
  }

  /** The steps of a recorded workflow, built again from its params. */
  steps(record: WorkflowRecord): Step[] {
    return this.#definitions.steps(record)
  }

  /** Looks at every step and records the plan. Nothing is written on any site. */
  async plan(workflow: NewWorkflow): Promise<WorkflowRecord> {
    const { ids, clock, workflows, changed } = this.#deps
    const record: WorkflowRecord = {
      ...workflow,
      id: ids.next(),
      state: 'planned',
      createdAt: clock.now(),
      endedAt: null,
      failure: null
    }
    workflows.insert(record, await this.#planned(record))
    changed(record.id)
    return record
  }

  /** Plans a workflow that waited, or whose plan is old, from fresh reads. Nothing is written on any site. */
  async replan(id: string): Promise<WorkflowRecord> {
    const record = this.record(id)
    requireState(record, ['awaiting-site', 'planned'], 'is not planned again')
    this.#deps.workflows.replan(id, await this.#planned(record))
    this.#deps.changed(id)
    return this.record(id)
  }

  #planned(record: WorkflowRecord): ReturnType<typeof planSteps> {
    return planSteps(record.id, this.steps(record), planReaders(this.#deps.access, this.#deps.site))
  }

  /** The workflow, if it may be applied now; fails with 'plan-outdated' or what its definition says where not. */
  admit(id: string): WorkflowRecord {
    const record = this.record(id)
    requireState(record, ['planned', 'applying', 'waiting', 'failed'], 'cannot be applied. Make a new plan')
    const of = undoneBy(record)
    if (of !== null && record.state === 'planned')
      requireState(this.record(of), undoable, 'cannot be taken back once more')
    if (record.state === 'planned') this.#definitions.admit(record)
    if (record.state !== 'planned' || of !== null) this.#definitions.assertLatest(record)
    return record
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

  async #apply(id: string): Promise<WorkflowRecord> {
    const record = this.admit(id)
    const undone = undoneBy(record)
    this.#deps.workflows.update(id, { state: 'applying', failure: null })
    this.#deps.changed(id)
    const outcome = await new StepsAtWork(this.#deps, this.#definitions, record)
      // From here on the one that is undone can no longer be resumed, whatever becomes of its undo.
      .apply(() => void (undone !== null && this.#settle(undone, 'undoing', null)))
      .catch(failureOf)
    // Whoever hears that it ended or waits may go on with it at once: nothing is awaited from here on.
    this.#atWork.delete(id)
    if (outcome === 'waiting') return this.#wait(id)
    // Nothing is left of it to resume or to undo.
    if (outcome instanceof CleanedUp) return this.#settle(id, 'undone', outcome.failure)
    if (outcome !== 'done') return this.#settle(id, 'failed', outcome)
    if (undone !== null) this.#settle(undone, 'undone', null)
    return this.#settle(id, 'applied', null)
  }

  /** Plans the way back: the inverse of each step that this workflow really did, last one first. Also of one that a crash cut off. */
  async planUndo(id: string, startedBy: string): Promise<WorkflowRecord> {
    const record = this.record(id)
    const { kind, linkId, siteIds, state } = record
    if (!undoable.includes(state) || this.#isAtWork(id)) {
      throw new AppError(
        'plan-outdated',
        `Only what was applied can be undone; this workflow is '${state}'.`,
        { kind }
      )
    }
    this.#definitions.assertLatest(record)
    await this.#settleCutOff(record)
    this.#definitions.assertWayBack(record)
    return this.plan({ kind: 'undo', params: { of: id }, linkId, siteIds, startedBy })
  }

  #isAtWork(id: string): boolean {
    return this.#atWork.has(id) || [...this.#atWork.keys()].some(one => undoneBy(this.record(one)) === id)
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
        state: 'done',
        result: found.result,
        failure: null,
        endedAt: clock.now()
      })
    }
  }

  discard(id: string): WorkflowRecord {
    requireState(
      this.record(id),
      ['planned', 'awaiting-site'],
      'is no plan any more. Only a plan can be discarded'
    )
    return this.#settle(id, 'discarded', null)
  }

  /** Resolves once no workflow is being applied: the program waits for these before it ends. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#atWork.values())
  }

  /** It has not ended: it goes on where it stands, once somebody says that the SQL was run. */
  #wait(id: string): WorkflowRecord {
    this.#deps.workflows.update(id, { state: 'waiting', failure: null, endedAt: null })
    this.#deps.changed(id)
    return this.record(id)
  }

  #settle(id: string, state: WorkflowState, failure: Failure | null): WorkflowRecord {
    this.#deps.workflows.update(id, { state, failure, endedAt: this.#deps.clock.now() })
    this.#deps.changed(id)
    return this.record(id)
  }
}

function requireState({ state }: WorkflowRecord, wanted: readonly WorkflowState[], otherwise: string): void {
  if (!wanted.includes(state))
    throw new AppError('plan-outdated', `This workflow is '${state}' and ${otherwise}.`, {})
}
