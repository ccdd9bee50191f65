import { z } from 'zod'
import { environments } from '../core/fleet/site.ts'
import { sheetColumns, sheetProblems } from '../core/fleet/sheet/sheet.ts'

/** A table of sites as CSV. There is no column for keys: a key never stands in such a file. */
export const siteImportWish = z.object({ text: z.string().max(2_000_000) }).strict()

export const siteImportView = z.object({
  /** Titles of columns that are not used. */
  ignored: z.array(z.string()),
  lines: z.array(
    z.object({
      /** As an editor counts. */
      line: z.number().int(),
      name: z.string(),
      address: z.string(),
      mainDomain: z.string().nullable(),
      environment: z.enum(environments),
      tags: z.array(z.string()),
      tablePrefix: z.string(),
      readOnly: z.boolean(),
      allowHttp: z.boolean(),
      /** Without any the line can be added. */
      problems: z.array(z.object({ column: z.enum(sheetColumns), problem: z.enum(sheetProblems) }))
    })
  )
})
export type SiteImportView = z.infer<typeof siteImportView>
