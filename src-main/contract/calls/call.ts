import { z } from 'zod'
import { id } from '../shapes.ts'

/** One row of the contract: the shape of what goes in, and of what comes out. */
export function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): { input: I; output: O } {
  return { input, output }
}

export const nothing = z.object({}).strict()
export const bySite = z.object({ siteId: id }).strict()
export const byLink = z.object({ linkId: id }).strict()
export const byWorkflow = z.object({ workflowId: id }).strict()
export const byRun = z.object({ runId: id }).strict()
