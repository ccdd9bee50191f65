import { z } from 'zod'
import { activityOutcomes } from '../core/shared/activity.ts'
import { id, time } from './shapes.ts'

export const activityView = z.object({
  id,
  at: time,
  siteId: id,
  actor: z.object({ kind: z.enum(['workflow', 'run']), id, step: z.string().nullable() }),
  /** `window`, `terminal`, `schedule` and the like; null where the workflow or the run is not known any more. */
  startedBy: z.string().nullable(),
  /** What kind of workflow it belongs to, `set-up-link` say; null for a run, and where the workflow is not known any more. */
  workflow: z.string().nullable(),
  request: z.object({ method: z.string(), path: z.string(), body: z.string().nullable() }),
  outcome: z.enum(activityOutcomes),
  status: z.number().int().nullable(),
  answer: z.string().nullable(),
  durationMs: z.number().nullable()
})
export type ActivityView = z.infer<typeof activityView>

/** Which entries of the activity log are meant. */
export const activityFilter = z.object({
  siteId: id.optional(),
  /** A workflow or a run. */
  actorId: id.optional(),
  actorKind: z.enum(['workflow', 'run']).optional(),
  outcome: z.enum(activityOutcomes).optional(),
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  /** Occurs in the path, the form or the answer, whatever its capitals. */
  text: z.string().trim().max(200).optional(),
  from: time.optional(),
  /** Not included any more. */
  to: time.optional()
})

export const activityExportWish = activityFilter
  .extend({ path: z.string().min(1).max(4000), format: z.enum(['csv', 'json']) })
  .strict()
export const activityExportView = z.object({ path: z.string(), entries: z.number().int() })
