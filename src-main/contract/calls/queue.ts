/** Queues of changes that Cloudrexx itself records: what waits, and its delivery. */
import { z } from 'zod'
import { queueView } from '../queue-shapes.ts'
import { runView } from '../run-shapes.ts'
import { id } from '../shapes.ts'
import { byLink, call } from './call.ts'

export const queueCalls = {
  /** Of one link, or of all that have a queue. Writes nothing. */
  'queue.show': call(z.object({ linkId: id.optional() }).strict(), z.array(queueView)),
  /**
   * Sends what waits, by a run of the link: current states instead of queued ones, and deletions found by comparing ids (F24, F31). Lets
   * Cloudrexx push again where it does by itself and nothing is left. Fails with 'link-without-queue'.
   */
  'queue.deliver': call(byLink, z.array(runView))
} as const
