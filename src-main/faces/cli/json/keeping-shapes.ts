import { z } from 'zod'
import { backupView } from '../../../contract/backup-shapes.ts'
import { workflowView } from '../../../contract/link-shapes.ts'
import { reportView, retentionView, runExportView } from '../../../contract/report-shapes.ts'
import { scheduleView } from '../../../contract/schedule-shapes.ts'
import { id, time } from '../../../contract/shapes.ts'
import {
  exportView,
  importView,
  notedLinkView,
  recentTopologyView
} from '../../../contract/topology-shapes.ts'

const oneSchedule = z.object({ schedule: scheduleView })
const retention = z.object(retentionView.shape)

/** Files that go out and come in, schedules, reports, and a move to another domain. */
export const keepingShapes = {
  'topology export': exportView,
  'topology import': z.object({ plan: importView, imported: z.boolean() }),
  'topology recent': z.object({ files: z.array(recentTopologyView) }),
  'topology forget-recent': z.object({ path: z.string() }),
  'topology noted': z.object({ notes: z.array(notedLinkView) }),
  'topology drop-note': z.object({ id }),
  backup: backupView,
  restore: z.object({
    dataDirectory: z.string(),
    madeAt: time,
    madeBy: z.string(),
    keys: z.enum(['vault', 'keychain']),
    sites: z.number().int(),
    links: z.number().int(),
    aside: z.string().nullable()
  }),
  'schedule add': oneSchedule,
  'schedule list': z.object({ schedules: z.array(scheduleView) }),
  'schedule switch': oneSchedule,
  'schedule remove': z.object({ id }),
  report: reportView,
  'history show': retention,
  'history keep': retention,
  'history tidy': z.object({ forgotten: z.number().int() }),
  'run export': runExportView,
  'site move': z.object({ workflow: workflowView })
}
