import { asShape, asJson } from '../shared/json.ts'
import type { Definition } from './definition.ts'
import type { WorkflowKind, WorkflowRecord } from './records.ts'
import type { Step } from './step.ts'

/** A definition that knows the shape of its params. */
export interface TypedDefinition<P> {
  steps(params: P): Step[]
  claims?(params: P): ReturnType<NonNullable<Definition['claims']>>
  touches?(params: P): readonly string[]
  admit?(params: P): void
}

/**
 * One kind of workflow, and the shape of its params. A record keeps them as JSON: they become it here, and here they get their shape
 * back. What an earlier version recorded may lack what came later, so whatever is added to a shape is optional.
 */
export class WorkflowType<P extends object> {
  readonly kind: WorkflowKind

  constructor(kind: WorkflowKind) {
    this.kind = kind
  }

  /** What a record of this kind is made of. */
  of(params: P): Pick<WorkflowRecord, 'kind' | 'params'> {
    return { kind: this.kind, params: asJson(params) }
  }

  /** What a record was made of; null for one of another kind. */
  paramsOf({ kind, params }: Pick<WorkflowRecord, 'kind' | 'params'>): P | null {
    return kind === this.kind ? asShape<P>(params) : null
  }

  /** What the machine makes workflows of this kind of; its docstrings are those of `Definition`. */
  define({ steps, claims, touches, admit }: TypedDefinition<P>): Definition {
    return {
      kind: this.kind,
      steps: params => steps(asShape(params)),
      claims: params => claims?.(asShape(params)) ?? [],
      touches: params => touches?.(asShape(params)) ?? [],
      admit: params => admit?.(asShape(params))
    }
  }
}
