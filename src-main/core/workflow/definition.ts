import type { SiteId } from '../fleet/site.ts'
import { AppError } from '../shared/app-error.ts'
import type { Json } from '../shared/json.ts'
import { wasCutOff } from './execute.ts'
import { laterThan } from './later-than.ts'
import { undoneBy, type WorkflowKind, type WorkflowRecord, type WorkflowRepository } from './records.ts'
import { isStaying, stayingOf } from './staying.ts'
import type { Step } from './step.ts'

/** Builds the steps of one kind of workflow; the same params always give the same steps. */
export interface Definition {
  readonly kind: WorkflowKind
  steps(params: Json): Step[]
  /** What must be nobody else's while the workflow is applied: a replica, and the main domain of a sender to it. */
  claims?(params: Json): readonly Claim[]
  /** Links that the workflow makes, changes or takes off: while a later one stands on that, this one is neither taken back nor gone on with. */
  touches?(params: Json): readonly string[]
  /** Whether everything still holds on which the plan rests; throws where not. Asked before the first step is applied. */
  admit?(params: Json): void
}

export interface Claim {
  readonly siteId: SiteId
  readonly sender: string
}

/** What each recorded workflow is made of. An undo is made of what it undoes. */
export class Definitions {
  readonly #workflows: WorkflowRepository
  readonly #definitions: readonly Definition[]

  constructor(workflows: WorkflowRepository, definitions: readonly Definition[]) {
    this.#workflows = workflows
    this.#definitions = definitions
  }

  /** Fails with 'unknown-workflow'. */
  record(id: string): WorkflowRecord {
    const record = this.#workflows.get(id)
    if (!record) throw new AppError('unknown-workflow', `There is no workflow ${id}.`, { workflow: id })
    return record
  }

  /** The steps of a recorded workflow, built again from its params. */
  steps(record: WorkflowRecord): Step[] {
    const of = undoneBy(record)
    return of === null ? this.#of(record.kind).steps(record.params) : this.#inverseSteps(of)
  }

  claims(record: WorkflowRecord): readonly Claim[] {
    const of = undoneBy(record)
    if (of !== null) return this.claims(this.record(of))
    return this.#of(record.kind).claims?.(record.params) ?? []
  }

  /** Fails where something no longer holds on which the plan rests. */
  admit(record: WorkflowRecord): void {
    if (undoneBy(record) === null) this.#of(record.kind).admit?.(record.params)
  }

  /** Fails with 'undo-later-first' where what was done later rests on what this workflow did, or left half-way. */
  assertLatest(record: WorkflowRecord): void {
    const later = laterThan(this.#workflows, record, one => this.#touches(one))
    if (!later) return
    throw new AppError(
      'undo-later-first',
      `Something else was done with this link since (workflow ${later.id}). Undo that first; nothing was changed.`,
      { workflow: later.id, kind: later.kind }
    )
  }

  #touches(record: WorkflowRecord): readonly string[] {
    const of = undoneBy(record)
    if (of !== null) return this.#touches(this.record(of))
    return this.#of(record.kind).touches?.(record.params) ?? []
  }

  /** Fails with 'no-way-back' where something was done and nothing of it can be taken back. */
  assertWayBack(record: WorkflowRecord): void {
    const inverses = this.#inverseSteps(record.id)
    if (inverses.length === 0 || !inverses.every(isStaying)) return
    throw new AppError(
      'no-way-back',
      'What this workflow did cannot be taken back: what it removed or replaced, nobody has any more. Nothing was planned.',
      { workflow: record.id, kind: record.kind }
    )
  }

  #of(kind: WorkflowKind): Definition {
    const definition = this.#definitions.find(candidate => candidate.kind === kind)
    if (!definition) throw new AppError('internal', `No steps are known for a workflow of kind '${kind}'.`)
    return definition
  }

  #inverseSteps(of: string): Step[] {
    const records = this.#workflows.steps(of)
    const inverses = this.steps(this.record(of)).map((step, position) => {
      const one = records[position]!
      // A step that was cut off may have written a part of it: its inverse looks.
      if (one.state !== 'done' && !wasCutOff(one)) return null
      return step.inverse(one.result) ?? stayingOf(step, one)
    })
    return inverses.reverse().filter(step => step !== null)
  }
}
