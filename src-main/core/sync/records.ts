import type { EntityId, ModelName } from '../models/model.ts'
import type { ErrorDetails } from '../shared/app-error.ts'
import type { ErrorCode } from '../shared/error-codes.ts'
import type { LinkId } from '../topology/link.ts'
import type { FieldValue } from './entity.ts'

export const runStates = [
  'planning',
  'waiting',
  'pushing',
  'done',
  'partly',
  'stopped',
  'paused',
  'cancelled',
  'interrupted'
] as const
/**
 * `waiting`: the plan is ready and wants a confirmation. `partly`: some items failed, or wait for a decision.
 * `stopped`: a guard or an error ended it. `paused`: a person holds it, and with it its link: nothing but a resume goes on. `interrupted`: the program ended in the middle; it can be resumed.
 */
export type RunState = (typeof runStates)[number]

export const itemActions = ['create', 'update', 'delete', 'conflict', 'blocked'] as const
export type ItemAction = (typeof itemActions)[number]

export const itemStates = ['open', 'sending', 'done', 'failed', 'unknown', 'skipped'] as const
/** `sending`: its intent is recorded, its result is not. `unknown`: sent, and no answer came; look before repeating. */
export type ItemState = (typeof itemStates)[number]

/** Counts of one run. `failed` items are counted under their action too. */
export interface RunCounts {
  readonly create: number
  readonly update: number
  readonly delete: number
  readonly unchanged: number
  readonly conflict: number
  readonly blocked: number
  readonly failed: number
}

/** Items of a run that arrived, by what was done with the entity. */
export type Arrived = Readonly<Record<'create' | 'update' | 'delete', number>>

export interface RunRecord {
  readonly id: string
  readonly linkId: LinkId
  /** What the sites were called when it began: the run is remembered longer than its link. */
  readonly primaryName: string
  readonly replicaName: string
  readonly state: RunState
  /** It only looks: it ends with its plan, also when it is resumed, until somebody confirms that plan. */
  readonly planOnly: boolean
  readonly counts: RunCounts
  /** Items confirmed so far, of those that are to be sent. */
  readonly sent: number
  /** Noted whenever the run comes to rest; null until then, and for runs of before that was noted. */
  readonly arrived: Arrived | null
  readonly requests: number
  /** Size of all answers together. */
  readonly bytes: number
  /** By model: the greatest id on the replica before this run created anything, to tell its creations from what was there. */
  readonly lastIds: Readonly<Record<ModelName, number>>
  readonly startedBy: string
  readonly startedAt: number
  readonly endedAt: number | null
  /** Why it is waiting or stopped. */
  readonly reason: {
    readonly code: ErrorCode
    readonly message: string
    readonly details: ErrorDetails
  } | null
}

export const winners = ['primary', 'replica'] as const
/** Whose version of a conflict counts. */
export type Winner = (typeof winners)[number]

/** One field that differs. Undefined sides do not occur: what is absent is null. */
export interface FieldDifference {
  readonly field: string
  readonly primary: FieldValue | readonly EntityId[]
  readonly replica: FieldValue | readonly EntityId[]
  /** Whose value a person chose, where a conflict was decided field by field. */
  readonly winner?: Winner
}

/** What went wrong with one item: what was sent, what came back, and what to do. */
export interface ItemFailure {
  readonly code: ErrorCode
  readonly message: string
  readonly status: number | null
  /** Method and path, redacted. */
  readonly request: string | null
}

/** One entity of a run that was not unchanged. */
export interface ItemRecord {
  readonly runId: string
  /** From 0, in the order in which items are sent: parents first, removals last. */
  readonly position: number
  readonly model: ModelName
  readonly foreignId: EntityId
  readonly localId: EntityId | null
  /** What people would call the entity, as far as its values were read. */
  readonly title: string | null
  readonly action: ItemAction
  readonly state: ItemState
  /** Why it is a conflict or blocked, or that an update overwrites something never agreed: a stable word. */
  readonly why: string | null
  readonly differences: readonly FieldDifference[]
  readonly failure: ItemFailure | null
  readonly tries: number
  readonly changedAt: number
}

export type RunPatch = Partial<
  Pick<
    RunRecord,
    | 'state'
    | 'planOnly'
    | 'counts'
    | 'sent'
    | 'arrived'
    | 'requests'
    | 'bytes'
    | 'lastIds'
    | 'endedAt'
    | 'reason'
  >
>
export type ItemPatch = Partial<
  Pick<
    ItemRecord,
    'action' | 'state' | 'localId' | 'title' | 'why' | 'differences' | 'failure' | 'tries' | 'changedAt'
  >
>

export interface ItemFilter {
  readonly actions?: readonly ItemAction[]
  readonly states?: readonly ItemState[]
  readonly model?: ModelName
  /** Only what somebody has to look at: failed, of unknown outcome, or held back. */
  readonly needsYou?: boolean
  /** A part of the title, or one of the ids. */
  readonly search?: string
  /** Items after this position. */
  readonly after?: number
  /** So many of those that fit are left out at the beginning. */
  readonly offset?: number
  readonly limit?: number
}

/** How many items of one model stand where. */
export interface ModelCount {
  readonly model: ModelName
  readonly action: ItemAction
  readonly state: ItemState
  readonly count: number
}

/** The journal of runs. Item writes come in batches; each batch is durable when it returns. */
export interface RunRepository {
  insert(run: RunRecord): void
  get(id: string): RunRecord | null
  /** Newest first. `inTheDark`: with items of which nobody knows whether they arrived. */
  list(filter?: {
    linkId?: LinkId
    states?: readonly RunState[]
    inTheDark?: boolean
    limit?: number
  }): RunRecord[]
  /** The newest run of each link. */
  latest(): ReadonlyMap<LinkId, RunRecord>
  update(id: string, patch: RunPatch): void
  addItems(items: readonly ItemRecord[]): void
  updateItems(
    runId: string,
    patches: readonly { readonly position: number; readonly patch: ItemPatch }[]
  ): void
  /** In order of position; 200 unless told otherwise. */
  items(runId: string, filter?: ItemFilter): ItemRecord[]
  countItems(runId: string, filter?: ItemFilter): number
  /** Counts by model, in the order in which models come; goes through all items. */
  countByModel(runId: string): ModelCount[]
  removeItems(runId: string): void
}

/** The agreed state of one pair: what primary and replica looked like when both were last known to be as wanted. */
export interface AgreedState {
  readonly foreignId: EntityId
  readonly localId: EntityId
  /** Hash of the primary's entity, in canonical form. */
  readonly primaryHash: string
  /** Hash of what the replica stored of it. Differs from `primaryHash` where the site cannot store what it is sent (F37). */
  readonly replicaHash: string
  /**
   * `created`: replication made the replica's entity. `found`: the mapping was there before Rexxfleet.
   * `original`: the replica's entity is an original, and the mapping was written for the way back (F21).
   */
  readonly origin: 'created' | 'found' | 'original'
}

export interface AgreedStates {
  /** All of a model of a link, streamed in order of foreign id text. */
  each(linkId: LinkId, model: ModelName): Iterable<AgreedState>
  get(linkId: LinkId, model: ModelName, foreignId: EntityId): AgreedState | null
  count(linkId: LinkId, model: ModelName): number
  put(linkId: LinkId, model: ModelName, states: readonly AgreedState[]): void
  remove(linkId: LinkId, model: ModelName, foreignIds: readonly EntityId[]): void
}

/** An entity as it was before it was removed from a replica, for undo. */
export interface ArchivedEntity {
  readonly id: string
  readonly workflowId: string | null
  readonly runId: string | null
  readonly linkId: LinkId
  readonly siteId: string
  readonly model: ModelName
  readonly foreignHost: string
  readonly foreignId: EntityId
  readonly localId: EntityId
  /** Values as a push of this entity would send them. */
  readonly values: Readonly<Record<string, FieldValue | readonly EntityId[]>>
  readonly agreed: AgreedState | null
  /** `kept`: archived, and not known to be removed. */
  readonly state: 'kept' | 'removed' | 'restored'
  readonly at: number
}

export interface Archive {
  put(entities: readonly ArchivedEntity[]): void
  setState(ids: readonly string[], state: ArchivedEntity['state']): void
  /** In the order in which they were put. */
  list(filter: { workflowId?: string; runId?: string }): ArchivedEntity[]
}
