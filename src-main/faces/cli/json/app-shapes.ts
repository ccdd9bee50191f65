import { z } from 'zod'
import { diagnosticsView, metricView } from '../../../contract/app-shapes.ts'
import { activityExportView, activityView } from '../../../contract/activity-shapes.ts'
import { limitsView } from '../../../contract/limit-shapes.ts'
import { workflowView } from '../../../contract/link-shapes.ts'
import { mailView } from '../../../contract/mail-shapes.ts'
import { siteView } from '../../../contract/shapes.ts'

const text = z.object({ text: z.string() })
const headlessDoor = z.object({
  origin: z.string(),
  health: z.string(),
  metrics: z.string(),
  metricsTokenFile: z.string()
})
const openDoor = z.object({ url: z.string(), origin: z.string() })

export const appShapes = {
  'activity list': z.object({ activity: z.array(activityView) }),
  'activity export': activityExportView,
  demo: z.union([
    z.object({ ok: z.literal(true), story: z.array(z.string()) }).describe('with --headless'),
    openDoor
  ]),
  'demo add': z.object({ sites: z.array(siteView) }),
  'demo remove': z.object({}),
  'demo run-sql': z.object({ workflow: workflowView }),
  serve: z.union([openDoor, headlessDoor.describe('with --headless')]),
  start: z.union([z.object({ door: z.literal('desktop') }), openDoor]),
  'settings get': z.object({ settings: z.record(z.string(), z.json()) }),
  'settings set': z.object({ key: z.string(), value: z.json() }),
  'limits show': z.object(limitsView.shape),
  'limits set': z.object(limitsView.shape),
  'mail show': mailView,
  'mail set': mailView,
  'mail password': mailView,
  'mail test': z.object({ sent: z.literal(true) }),
  'mail remove': z.object({}),
  info: z.object({
    version: z.string(),
    dataDirectory: z.string(),
    keyStore: z.enum(['keychain', 'vault'])
  }),
  diagnostics: diagnosticsView,
  metrics: z.object({ metrics: z.array(metricView) }),
  completion: text
}
