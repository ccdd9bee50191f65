import type { Handlers } from '../../contract/calls.ts'
import { takeMetrics, type MetricsDeps } from '../metrics/take-metrics.ts'
import { diagnosticsText, type DiagnosticsDeps } from './diagnostics-text.ts'

export interface AppHandlerDeps
  extends MetricsDeps, Pick<DiagnosticsDeps, 'dataDirectory' | 'keyStore' | 'logPath'> {
  readonly sites: { list(): DiagnosticsDeps['sites'] }
}

/** Calls about the program itself. They only read. */
export function createAppHandlers(deps: AppHandlerDeps): Pick<Handlers, 'app.metrics' | 'app.diagnostics'> {
  return {
    'app.metrics': () => takeMetrics(deps),
    async 'app.diagnostics'() {
      const metrics = await takeMetrics(deps)
      const { version, dataDirectory, keyStore, logPath, sites } = deps
      return {
        text: diagnosticsText({ version, dataDirectory, keyStore, logPath, sites: sites.list(), metrics })
      }
    }
  }
}
