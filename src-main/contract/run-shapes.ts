import { z } from 'zod'
import { itemActions, itemStates, runStates, winners } from '../core/sync/records.ts'
import { errorCodes } from '../core/shared/error-codes.ts'
import { errorView, id, revision, time } from './shapes.ts'

export const runCounts = z.object({
  create: z.number().int(),
  update: z.number().int(),
  delete: z.number().int(),
  unchanged: z.number().int(),
  conflict: z.number().int(),
  blocked: z.number().int(),
  failed: z.number().int()
})

export const runView = z.object({
  id,
  revision,
  linkId: id,
  /** What the sites were called when it began; empty for a run of before that was noted, whose link is gone. */
  primaryName: z.string(),
  replicaName: z.string(),
  state: z.enum(runStates),
  counts: runCounts,
  /** Items confirmed so far, and items that are to be sent. */
  sent: z.number().int(),
  toSend: z.number().int(),
  requests: z.number().int(),
  bytes: z.number().int().describe('of all answers'),
  startedBy: z.string(),
  startedAt: time,
  endedAt: time.nullable(),
  durationMs: z.number().int(),
  reason: errorView.nullable()
})
export type RunView = z.infer<typeof runView>

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

export const differenceView = z.object({
  field: z.string(),
  primary: fieldValue,
  replica: fieldValue,
  /** Whose value was chosen, where a conflict was decided field by field. */
  winner: z.enum(winners).optional()
})

export const itemView = z.object({
  position: z.number().int(),
  model: z.string(),
  shortName: z.string(),
  foreignId: z.string(),
  localId: z.string().nullable(),
  /** What people would call the record; null where its model has no telling field, or it was not read yet. */
  title: z.string().nullable(),
  action: z.enum(itemActions),
  state: z.enum(itemStates),
  why: z.string().nullable(),
  differences: z.array(differenceView),
  failure: z
    .object({
      code: z.enum(errorCodes),
      message: z.string(),
      status: z.number().int().nullable(),
      request: z.string().nullable()
    })
    .nullable(),
  tries: z.number().int(),
  changedAt: time
})
export type ItemView = z.infer<typeof itemView>

export const itemPage = z.object({ items: z.array(itemView), total: z.number().int() })

/** How far a run is with one of its models; what is equal is not counted. */
export const runModelView = z.object({
  model: z.string(),
  shortName: z.string(),
  /** Items that are to be sent, and those of them that are confirmed and that failed. */
  toSend: z.number().int(),
  sent: z.number().int(),
  failed: z.number().int(),
  /** Conflicts and blocked items. */
  heldBack: z.number().int()
})
export type RunModelView = z.infer<typeof runModelView>

/** What a comparison found on one link; nothing was written. */
export const driftView = z.object({
  linkId: id,
  counts: runCounts,
  drifted: z.boolean(),
  requests: z.number().int(),
  durationMs: z.number().int(),
  error: errorView.nullable()
})
export type DriftView = z.infer<typeof driftView>
