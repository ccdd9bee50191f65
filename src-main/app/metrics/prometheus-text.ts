import type { MetricView } from '../../contract/app-shapes.ts'

export const prometheusType = 'text/plain; version=0.0.4; charset=utf-8'

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')

function line({ name, labels, value }: MetricView): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`
}

/** Metrics in Prometheus' text format: each name is introduced once, its series after it. */
export function prometheusText(metrics: readonly MetricView[]): string {
  const byName = Map.groupBy(metrics, metric => metric.name)
  const blocks = [...byName].map(([name, series]) => [
    `# HELP ${name} ${escaped(series[0]?.help ?? '')}`,
    `# TYPE ${name} ${series[0]?.type ?? 'gauge'}`,
    ...series.map(line)
  ])
  return `${blocks.flat().join('\n')}\n`
}
