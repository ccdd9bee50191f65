import { z } from 'zod'
import { errorCodes } from '../core/shared/error-codes.ts'
import { workflowView } from './link-shapes.ts'
import { domain, id } from './shapes.ts'

/** A site gets another main domain, and may be reached at another address from then on. */
export const moveWish = z
  .object({
    siteId: id,
    mainDomain: domain,
    address: z.string().max(2000).optional(),
    allowHttp: z.boolean().default(false)
  })
  .strict()

export const moveView = z.object({
  workflow: workflowView,
  /** Sites without a link to it that could not be looked at, and why: what they remember stays under the old name. */
  leftOut: z.array(z.object({ siteId: id, code: z.enum(errorCodes) }))
})
export type MoveView = z.infer<typeof moveView>
