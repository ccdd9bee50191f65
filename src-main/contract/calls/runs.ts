/** Sync runs and their items; and drift, which compares and writes nothing. */
import { z } from 'zod'
import { itemActions, itemStates } from '../../core/sync/records.ts'
import { driftView, itemPage, runModelView, runView } from '../run-shapes.ts'
import { id } from '../shapes.ts'
import { runExportView, runExportWish } from '../report-shapes.ts'
import { call, byRun } from './call.ts'

export const runCalls = {
  'runs.start': call(
    z
      .object({
        linkIds: z.array(id).min(1).max(5000),
        planOnly: z.boolean().default(false),
        /** Entities that this run may remove beyond the guard's limit; see ground rule 4. */
        allowRemovals: z.number().int().min(0).optional(),
        /** Agrees to updates that overwrite what was never agreed. */
        confirmOverwrites: z.boolean().default(false)
      })
      .strict(),
    z.array(runView)
  ),
  'runs.confirm': call(
    z.object({ runId: id, allowRemovals: z.number().int().min(0).optional() }).strict(),
    runView
  ),
  'runs.list': call(
    z.object({ linkId: id.optional(), limit: z.number().int().min(1).max(1000).optional() }).strict(),
    z.array(runView)
  ),
  'runs.show': call(byRun, runView),
  'runs.items': call(
    z
      .object({
        runId: id,
        actions: z.array(z.enum(itemActions)).optional(),
        states: z.array(z.enum(itemStates)).optional(),
        model: z.string().max(200).optional(),
        /** Only what somebody has to look at. */
        needsYou: z.boolean().optional(),
        /** A part of the title, or one of the ids. */
        search: z.string().trim().min(1).max(200).optional(),
        /** So many of those that fit are left out at the beginning. */
        offset: z.number().int().nonnegative().optional(),
        limit: z.number().int().min(1).max(1000).optional()
      })
      .strict(),
    itemPage
  ),
  'runs.models': call(byRun, z.array(runModelView)),
  'runs.resume': call(byRun, runView),
  'runs.retry': call(
    z.object({ runId: id, positions: z.array(z.number().int()).optional() }).strict(),
    runView
  ),
  /** Holds it: nothing new is sent until it is resumed, and no schedule takes its link up. */
  'runs.pause': call(byRun, runView),
  'runs.cancel': call(byRun, runView),
  'runs.export': call(runExportWish, runExportView),
  'drift.check': call(z.object({ linkIds: z.array(id).min(1).max(5000) }).strict(), z.array(driftView))
} as const
