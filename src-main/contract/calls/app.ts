/** The program itself: what it is, its settings, and the demo fleet. */
import { z } from 'zod'
import { diagnosticsView, metricView } from '../app-shapes.ts'
import { limitsView } from '../limit-shapes.ts'
import { siteView } from '../shapes.ts'
import { byWorkflow, call, nothing } from './call.ts'

export const appCalls = {
  'app.info': call(
    nothing,
    z.object({
      version: z.string(),
      dataDirectory: z.string(),
      /** Where files go that a person asked for, unless told otherwise. */
      filesFolder: z.string(),
      keyStore: z.enum(['keychain', 'vault']),
      /** The main process can put text on the clipboard (Electron); elsewhere scripts are saved as a file. */
      clipboard: z.boolean()
    })
  ),
  'app.metrics': call(nothing, z.array(metricView)),
  /** Without keys, and without names and addresses of sites. */
  'app.diagnostics': call(nothing, diagnosticsView),
  'settings.get': call(nothing, z.record(z.string(), z.json())),
  'settings.set': call(z.object({ key: z.string().min(1).max(80), value: z.json() }).strict(), nothing),
  'limits.get': call(nothing, limitsView),
  'limits.set': call(limitsView, nothing),
  'demo.start': call(nothing, z.array(siteView)),
  'demo.remove': call(nothing, nothing),
  /** Runs the SQL for which a workflow waits on a made-up site, whose database nobody can reach; then it is resumed as any other. */
  'demo.runSql': call(byWorkflow, nothing)
} as const
