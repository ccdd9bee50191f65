/** Plans, and what becomes of them. */
import { z } from 'zod'
import { workflowView } from '../link-shapes.ts'
import { acknowledge } from '../preflight-shapes.ts'
import { id } from '../shapes.ts'
import { call, byWorkflow } from './call.ts'

export const workflowCalls = {
  'workflows.list': call(
    z.object({ linkId: id.optional(), limit: z.number().int().min(1).max(1000).optional() }).strict(),
    z.array(workflowView)
  ),
  'workflows.show': call(byWorkflow, workflowView),
  'workflows.apply': call(
    z
      .object({
        workflowId: id,
        confirm: z.string().max(200).optional(),
        acknowledge: acknowledge.optional()
      })
      .strict(),
    workflowView
  ),
  'workflows.resume': call(byWorkflow, workflowView),
  'workflows.undo': call(byWorkflow, workflowView),
  'workflows.discard': call(byWorkflow, workflowView),
  /** Saves the SQL of a step that a person has to do; without a path in the data directory. */
  'workflows.saveSql': call(
    z
      .object({
        workflowId: id,
        position: z.number().int().min(0),
        path: z.string().min(1).max(4000).optional()
      })
      .strict(),
    z.object({ path: z.string() })
  )
} as const
