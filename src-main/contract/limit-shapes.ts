import { z } from 'zod'

/** How hard Rexxfleet may press on the sites. */
export const limitsView = z
  .object({
    /** Requests at once to one site, at most; fewer while it is slow or busy. */
    requestsPerSite: z.number().int().min(1).max(16),
    /** Sites that a check looks at at once. */
    sitesAtOnce: z.number().int().min(1).max(200)
  })
  .strict()
export type LimitsView = z.infer<typeof limitsView>
