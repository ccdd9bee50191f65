import { z } from 'zod'
import { retentionBounds } from '../core/report/history.ts'
import { reportLanguages } from '../core/report/report.ts'
import { id, time } from './shapes.ts'

const path = z.string().min(1).max(4000)
const days = z.number().int().min(retentionBounds.least).max(retentionBounds.most)

/** How long history is kept, in days. Items never stay longer than their runs. */
export const retentionView = z
  .object({ itemsDays: days, runsDays: days, activityDays: days })
  .strict()
  .refine(({ itemsDays, runsDays }) => itemsDays <= runsDays, {
    path: ['itemsDays'],
    message: 'Items cannot be kept longer than their runs.'
  })

export const runExportFormats = ['csv', 'json', 'html'] as const
export const runExportWish = z
  .object({
    runId: id,
    /** Without one: into the data directory. */
    path: path.optional(),
    format: z.enum(runExportFormats),
    /** Of the words in a page; CSV and JSON have stable ones. */
    language: z.enum(reportLanguages).default('en')
  })
  .strict()
export const runExportView = z.object({ path: z.string(), items: z.number().int() })

/** A report for an agency's customer: about a site, all sites with a tag, or the whole fleet. */
export const reportWish = z
  .object({
    path,
    about: z
      .union([
        z.object({ siteId: id }).strict(),
        z.object({ tag: z.string().trim().min(1).max(40) }).strict(),
        z.object({ fleet: z.literal(true) }).strict()
      ])
      .default({ fleet: true }),
    from: time.nonnegative(),
    /** Not included any more. */
    to: time.nonnegative(),
    language: z.enum(reportLanguages).default('en'),
    title: z.string().trim().min(1).max(120).optional(),
    zone: z.string().min(1).max(80).optional()
  })
  .strict()
export const reportView = z.object({
  path: z.string(),
  sites: z.number().int(),
  links: z.number().int(),
  runs: z.number().int()
})
