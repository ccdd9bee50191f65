import type { SiteId } from '../fleet/site.ts'
import { AppError } from '../shared/app-error.ts'
import { wasCutOff } from './execute.ts'
import type { Json, WorkflowKind, WorkflowRecord, WorkflowRepository } from './records.ts'
import { isStaying, stayingOf } from './staying.ts'
import type { Step } from './step.ts'

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

/** The workflow that this one takes back; null for one that is no undo. */
export function undoneBy({ kind, params }: WorkflowRecord): string | null {
  return kind === 'undo' ? (params as { of: string }).of : null
}
