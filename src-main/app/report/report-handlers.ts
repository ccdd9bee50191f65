import type { Handlers } from '../../contract/calls.ts'
import { reportHtml, reportMark } from '../../core/report/report-html.ts'
import { isZone } from '../../core/schedule/zone-time.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { writeOut } from '../files/outgoing-file.ts'
import { exportRun, type RunExportDeps } from './export-run.ts'
import { gatherReport, type ReportDeps } from './gather-report.ts'
import type { Housekeeping } from './housekeeping.ts'

export interface ReportHandlerDeps extends ReportDeps, RunExportDeps {
  readonly housekeeping: Pick<Housekeeping, 'retention' | 'keep' | 'tidy'>
}

type ReportCalls = 'runs.export' | 'report.write' | 'history.get' | 'history.set' | 'history.tidy'

/** History, exports and reports behind the contract. */
export function createReportHandlers(deps: ReportHandlerDeps): Pick<Handlers, ReportCalls> {
  const { housekeeping } = deps
  return {
    'runs.export': wish => exportRun(deps, wish),
    async 'report.write'(wish) {
      if (wish.to <= wish.from)
        throw new AppError('invalid-input', 'The period ends before it begins. Choose a later end.', {
          fields: ['to']
        })
      if (wish.zone !== undefined && !isZone(wish.zone))
        throw new AppError('invalid-input', `There is no time zone '${wish.zone}'.`, { fields: ['zone'] })
      const report = gatherReport(deps, wish)
      const path = await writeOut(wish.path, [reportHtml(report, wish.language)], head =>
        head.includes(reportMark)
      )
      const { sites, links, totals } = report
      return { path, sites: sites.length, links: links.length, runs: totals.runs }
    },
    'history.get': async () => ({ ...housekeeping.retention }),
    async 'history.set'(retention) {
      housekeeping.keep(retention)
      return {}
    },
    'history.tidy': async () => ({ forgotten: await housekeeping.tidy() })
  }
}
