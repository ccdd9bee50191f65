import { z } from 'zod'
import { deliveries, linkStates } from '../core/topology/link.ts'
import { errorCodes } from '../core/shared/error-codes.ts'
import { stepStates, workflowKinds, workflowStates } from '../core/workflow/records.ts'
import { acknowledge, noticeView } from './preflight-shapes.ts'
import { errorView, id, languageMap, revision, time } from './shapes.ts'

export const linkModelView = z.object({
  name: z.string(),
  shortName: z.string(),
  primaryEndpoint: z.string(),
  replicaEndpoint: z.string(),
  ids: z.array(z.string()).nullable(),
  /** Short name of the model that brought it along; absent where it was chosen itself. */
  because: z.string().optional()
})

/** What an edge of the graph shows. `staged`: only planned; nothing is written on any site. */
export const linkStatuses = [
  'unknown',
  'in-step',
  'drift',
  'queue',
  'running',
  'failed',
  'paused',
  'staged'
] as const

export const linkView = z.object({
  id,
  primaryId: id,
  replicaId: id,
  twinId: id.nullable(),
  models: z.array(linkModelView),
  delivery: z.enum(deliveries),
  languages: languageMap,
  /** The replica is a publishing target of the primary's calendar, on Rexxfleet's account; of a staged link: will be. */
  published: z.boolean().optional(),
  state: z.enum(['staged', ...linkStates]),
  status: z.enum(linkStatuses),
  /** Entities that differ, when last compared. */
  drift: z.number().int().nullable(),
  /** Changes that waited in the primary's queue when it was last looked at; null where there is none, or a run has ended since. */
  queue: z.number().int().nullable(),
  lastRunId: id.nullable(),
  lastRunAt: time.nullable(),
  /** The workflow that is planned, at work, or stopped half-way. */
  workflowId: id.nullable(),
  createdAt: time
})
export type LinkView = z.infer<typeof linkView>

export const effectView = z.object({
  act: z.enum(['create', 'reuse', 'update', 'remove', 'keep']),
  what: z.string(),
  name: z.string(),
  count: z.number().int().optional(),
  why: z.string().optional()
})
export type EffectView = z.infer<typeof effectView>

export const stepView = z.object({
  position: z.number().int(),
  stepId: z.string(),
  kind: z.string(),
  siteId: id.nullable(),
  state: z.enum(stepStates),
  effects: z.array(effectView),
  /** SQL that a person has to run on the site's database, since REST cannot write it; null for all other steps. */
  sql: z.string().nullable(),
  failure: errorView.nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable()
})
export type StepView = z.infer<typeof stepView>

/** What has to be typed or ticked before a plan may be applied. */
export const confirmationView = z.object({
  /** `none`; `yes`: a plain yes; `name`: the replica's name must be typed, since entities are removed. */
  kind: z.enum(['none', 'yes', 'name']),
  expected: z.string().nullable(),
  /** Kinds of notices that want a tick beside that. */
  acknowledge: acknowledge.optional()
})

export const workflowView = z.object({
  id,
  revision,
  kind: z.enum(workflowKinds),
  linkId: id.nullable(),
  siteIds: z.array(id),
  state: z.enum(workflowStates),
  startedBy: z.string(),
  createdAt: time,
  endedAt: time.nullable(),
  failure: errorView.nullable(),
  confirmation: confirmationView,
  /** What preflight had to say; absent where a kind of workflow is not checked. */
  notices: z.array(noticeView).optional(),
  /** Sites without a link to the moved one that could not be looked at, and why: what they remember stays under the old name. */
  leftOut: z.array(z.object({ siteId: id, code: z.enum(errorCodes) })).optional(),
  steps: z.array(stepView)
})
export type WorkflowView = z.infer<typeof workflowView>

/** A site that a drag may or may not be dropped on. */
export const targetView = z.object({ siteId: id, legal: z.boolean(), why: z.string().nullable() })
export type TargetView = z.infer<typeof targetView>
