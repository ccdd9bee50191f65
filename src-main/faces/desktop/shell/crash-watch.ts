import type { App } from 'electron'
import { keepCrash } from '../../../app/diagnostics/crash-reports.ts'

/**
 * Keeps a report of what breaks, redacted, on this computer. Electron's own crash reporter stays off: its dumps hold memory, and memory
 * may hold keys.
 */
export function watchForCrashes(app: Pick<App, 'on'>, dataDirectory: string, version: string): void {
  const keep = (where: string, fault: unknown): void =>
    void keepCrash(dataDirectory, { where, version, at: Date.now(), fault })
  process.on('uncaughtExceptionMonitor', fault => keep('main', fault))
  process.on('unhandledRejection', fault => keep('main', fault))
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    if (reason !== 'clean-exit') keep('window', { reason, exitCode })
  })
  app.on('child-process-gone', (_event, { type, reason, exitCode, serviceName }) => {
    if (reason !== 'clean-exit') keep('helper', { type, reason, exitCode, serviceName })
  })
}
