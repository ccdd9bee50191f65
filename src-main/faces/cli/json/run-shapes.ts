import { z } from 'zod'
import { queueView } from '../../../contract/queue-shapes.ts'
import { driftView, itemView, runModelView, runView } from '../../../contract/run-shapes.ts'
import { id } from '../../../contract/shapes.ts'

const { state, counts, requests, bytes, durationMs, sent, toSend, startedAt, endedAt, reason } = runView.shape

/** A run as scripts read it; see `runData`. */
export const runShape = z.object({
  id,
  link: id,
  linkName: z.string(),
  state,
  counts,
  requests,
  bytes,
  durationMs,
  sent,
  toSend,
  startedAt,
  endedAt,
  reason
})

const { linkId, ...drift } = driftView.shape
const runs = z.object({ runs: z.array(runShape) })

export const runShapes = {
  sync: runs,
  drift: z.object({ links: z.array(z.object({ id: linkId, link: linkId, linkName: z.string(), ...drift })) }),
  'queue show': z.object({ queues: z.array(queueView) }),
  'queue deliver': runs,
  'queue unjam': runs,
  'run list': runs,
  'run show': z.object({
    run: runShape,
    models: z.array(runModelView),
    items: z.array(itemView),
    total: z.number().int()
  }),
  'run resume': runs,
  'run retry': runs,
  'run confirm': runs,
  'run pause': z.object({ run: runShape }),
  'run cancel': z.object({ run: runShape })
}
