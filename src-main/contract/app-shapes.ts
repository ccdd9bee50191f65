import { z } from 'zod'

/** One number of the program, as Prometheus knows numbers. Labels hold states and kinds, never a name, an address or a key. */
export const metricView = z.object({
  name: z.string(),
  help: z.string(),
  type: z.enum(['gauge', 'counter']),
  labels: z.record(z.string(), z.string()),
  value: z.number()
})
export type MetricView = z.infer<typeof metricView>

/** What a report of trouble needs, as text for people. */
export const diagnosticsView = z.object({ text: z.string() })
