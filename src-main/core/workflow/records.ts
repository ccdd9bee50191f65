import type { ManagementKind } from '../fleet/management.ts'
import type { SiteId } from '../fleet/site.ts'
import type { ErrorDetails } from '../shared/app-error.ts'
import type { ErrorCode } from '../shared/error-codes.ts'
import type { Json } from '../shared/json.ts'

export const workflowKinds = [
  'enrol-site',
  'remove-enrolment',
  'rotate-key',
  'set-up-link',
  'deregister-link',
  'deregister-rest',
  'edit-link',
  'purge-site',
  'mend-finding',
  'move-site',
  'add-model',
  'date-model',
  'undo'
] as const
export type WorkflowKind = (typeof workflowKinds)[number]

export const workflowStates = [
  'awaiting-site',
  'planned',
  'applying',
  'waiting',
  'applied',
  'failed',
  'undoing',
  'undone',
  'discarded'
] as const
/**
 * `awaiting-site`: noted, and planned when a site that does not answer now is back. `waiting`: a person has to do something that Rexxfleet cannot; it goes on once that is
 * found done.
 */
export type WorkflowState = (typeof workflowStates)[number]

export const stepStates = [
  'planned',
  'running',
  'waiting',
  'done',
  'already',
  'failed',
  'undone',
  'kept'
] as const
/**
 * `waiting`: a person was asked to do it, and nobody has seen it done. `already`: what the step wants was there before; undo leaves it
 * alone. `kept`: undo left it on purpose.
 */
export type StepState = (typeof stepStates)[number]

/** What the calendar of a primary holds about its receivers, in tables that REST cannot write (F34). */
export type PublishingThing = 'publication-status' | 'publishing-target' | 'event-target'

/** One thing a step would do or did, in words of the domain. The window and the terminal put it into sentences. */
export interface Effect {
  readonly act: 'create' | 'reuse' | 'update' | 'remove' | 'keep'
  readonly what:
    ManagementKind | 'key' | 'entity' | 'mapping' | 'marker' | 'link' | 'site' | 'model' | PublishingThing
  /** Name of the thing: an endpoint, a class, a host. */
  readonly name: string
  /** How many, where it is more than the one thing named. */
  readonly count?: number
  /** Why it is kept, or why it is needed: a stable word that is translated. */
  readonly why?: string
}

export interface Failure {
  readonly code: ErrorCode
  readonly message: string
  readonly details: ErrorDetails
}

export interface StepRecord {
  readonly workflowId: string
  /** From 0, in order of execution. */
  readonly position: number
  /** Stable within its workflow: `replica/endpoint/RewriteRule`. */
  readonly stepId: string
  /** What kind of step it is, for its sentence: `make-endpoint`. */
  readonly kind: string
  /** The site on which it acts; null for what happens only in Rexxfleet. */
  readonly siteId: SiteId | null
  readonly state: StepState
  readonly effects: readonly Effect[]
  /** What the step noted when it was done, for verify and undo: ids, old values. Never a key. */
  readonly result: Json
  /** SQL that a person has to run on the site's database; null where Rexxfleet does the step itself. Never a key. */
  readonly sql: string | null
  readonly failure: Failure | null
  readonly startedAt: number | null
  readonly endedAt: number | null
}

export interface WorkflowRecord {
  readonly id: string
  readonly kind: WorkflowKind
  /** All that is needed to build the same steps again after a crash. Never a key. */
  readonly params: Json
  readonly linkId: string | null
  readonly siteIds: readonly SiteId[]
  readonly state: WorkflowState
  /** `window`, `terminal`, `demo`, `schedule`. */
  readonly startedBy: string
  readonly createdAt: number
  readonly endedAt: number | null
  readonly failure: Failure | null
}

/** The workflow that this one takes back; null for one that is no undo. */
export function undoneBy({ kind, params }: Pick<WorkflowRecord, 'kind' | 'params'>): string | null {
  return kind === 'undo' ? (params as { of: string }).of : null
}

export type StepPatch = Partial<
  Pick<StepRecord, 'state' | 'effects' | 'result' | 'sql' | 'failure' | 'startedAt' | 'endedAt'>
>
export type WorkflowPatch = Partial<Pick<WorkflowRecord, 'state' | 'endedAt' | 'failure'>>

/** Keeps workflows and their steps. Every write is durable when it returns: it stands before the request that it announces. */
export interface WorkflowRepository {
  insert(workflow: WorkflowRecord, steps: readonly StepRecord[]): void
  get(id: string): WorkflowRecord | null
  /** Newest first. */
  list(filter?: { linkId?: string; states?: readonly WorkflowState[]; limit?: number }): WorkflowRecord[]
  steps(id: string): StepRecord[]
  update(id: string, patch: WorkflowPatch): void
  /** Other steps, as they were found now; the workflow is planned, or awaits its site where there are none. */
  replan(id: string, steps: readonly StepRecord[]): void
  updateStep(id: string, position: number, patch: StepPatch): void
}
