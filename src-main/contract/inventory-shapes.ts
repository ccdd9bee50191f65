import { z } from 'zod'
import { managementKinds } from '../core/fleet/management.ts'
import { errorView, time } from './shapes.ts'

/** What stands on a site, as it was read. A kind that could not be read is a gap: its empty list says nothing. */
export const inventoryView = z.object({
  at: time,
  endpoints: z.array(z.object({ name: z.string(), model: z.string().nullable(), own: z.boolean() })),
  keys: z.array(
    z.object({
      rowId: z.number().int(),
      length: z.number().int(),
      own: z.boolean(),
      grants: z.array(z.object({ endpoint: z.string(), readOnly: z.boolean() }))
    })
  ),
  hosts: z.array(
    z.object({
      rowId: z.number().int(),
      host: z.string(),
      active: z.boolean(),
      state: z.number().int(),
      waiting: z.number().int()
    })
  ),
  waiting: z.number().int(),
  mappings: z.array(z.object({ foreignHost: z.string(), model: z.string(), count: z.number().int() })),
  gaps: z.array(z.object({ kind: z.enum(managementKinds), error: errorView }))
})
export type InventoryView = z.infer<typeof inventoryView>
