import type { SiteImportView } from '../../contract/site-import-shapes.ts'
import { planSheet } from '../../core/fleet/sheet/plan-sheet.ts'
import { sheetLines } from './sheet-lines.ts'
import type { SiteDeps } from './site-deps.ts'

/** What would come in out of a table of sites. Adds nothing: that is `sites.add` for each line, and each can fail for itself. */
export function planSiteImport(deps: Pick<SiteDeps, 'sites'>, text: string): SiteImportView {
  const { lines, ignored } = sheetLines(text)
  const planned = planSheet(lines, deps.sites.list())
  return {
    ignored: [...ignored],
    lines: planned.map(({ tags, problems, ...line }) => ({
      ...line,
      tags: [...tags],
      problems: [...problems]
    }))
  }
}
