import { z } from 'zod'
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
