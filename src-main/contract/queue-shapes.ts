import { z } from 'zod'
import { linkView } from './link-shapes.ts'
import { errorView, id } from './shapes.ts'

/** What waits on the primary for a link whose changes Cloudrexx queues. */
export const queueView = z.object({
  linkId: id,
  delivery: linkView.shape.delivery,
  /** Null where the primary has no receiver for the replica, or could not be asked. */
  receiver: z
    .object({ host: z.string(), active: z.boolean(), state: z.enum(['idle', 'pushing', 'stopped']) })
    .nullable(),
  waiting: z.number().int(),
  models: z.array(
    z.object({
      /** Null: rows that are none of the link's. */
      model: z.string().nullable(),
      shortName: z.string().nullable(),
      changes: z.number().int(),
      entities: z.number().int(),
      deletions: z.number().int()
    })
  ),
  /** Cloudrexx is to push by itself and is stopped: `queue.deliver` brings what waits, and lets it push again. */
  jammed: z.boolean(),
  error: errorView.nullable()
})
export type QueueView = z.infer<typeof queueView>
