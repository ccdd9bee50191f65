import { homedir, release } from 'node:os'
import { redactText } from '../../adapters/log/redact-text.ts'
import type { MetricView } from '../../contract/app-shapes.ts'
import { anonymous, type Named } from './anonymous.ts'
import { latestCrashes } from './crash-reports.ts'
import { logTail } from './log-tail.ts'

export interface DiagnosticsDeps {
  readonly version: string
  readonly dataDirectory: string
  readonly keyStore: string
  readonly logPath: string
  readonly sites: readonly Named[]
  readonly metrics: readonly MetricView[]
}

const logLines = 100
const crashes = 2

function numbers(metrics: readonly MetricView[]): string[] {
  return metrics
    .filter(metric => metric.value !== 0)
    .map(({ name, labels, value }) => {
      const text = Object.values(labels).join(', ')
      return `${name}${text ? ` (${text})` : ''}: ${value}`
    })
}

/**
 * What a report of trouble needs. The log was redacted when it was written; it is redacted once more here, and sites lose their names:
 * the text is made to be pasted into somebody else's window.
 */
export function diagnosticsText(deps: DiagnosticsDeps): string {
  const { versions, platform, arch } = process
  const electron = versions['electron'] ? `, Electron ${versions['electron']}` : ''
  const broke = latestCrashes(deps.dataDirectory, crashes)
  const text = [
    `Rexxfleet ${deps.version}`,
    `Node ${versions.node}${electron}, ${platform} ${release()} ${arch}`,
    `Keys: ${deps.keyStore}`,
    `Data directory: ${deps.dataDirectory}`,
    '',
    ...numbers(deps.metrics),
    '',
    broke.length > 0 ? 'Latest crashes:' : 'No crash was recorded.',
    ...broke,
    '',
    'End of the log:',
    ...logTail(deps.logPath, logLines)
  ].join('\n')
  return `${anonymous(redactText(text), deps.sites, homedir())}\n`
}
