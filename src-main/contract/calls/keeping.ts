/** What is kept and handed on: backups, reports, the history of runs, and the activity log. */
import { z } from 'zod'
import { activityExportView, activityExportWish, activityFilter, activityView } from '../activity-shapes.ts'
import { backupView, backupWish } from '../backup-shapes.ts'
import { id } from '../shapes.ts'
import { reportView, reportWish, retentionView } from '../report-shapes.ts'
import { call, nothing } from './call.ts'

export const keepingCalls = {
  'backup.write': call(backupWish, backupView),
  'report.write': call(reportWish, reportView),
  'history.get': call(nothing, retentionView),
  'history.set': call(retentionView, nothing),
  /** Forgets at once what is older; the program does it by itself each day. */
  'history.tidy': call(nothing, z.object({ forgotten: z.number().int() })),
  'activity.list': call(
    activityFilter
      .extend({ before: id.optional(), limit: z.number().int().min(1).max(1000).optional() })
      .strict(),
    z.array(activityView)
  ),
  'activity.export': call(activityExportWish, activityExportView)
} as const
