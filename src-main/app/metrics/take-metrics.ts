import type { MetricView } from '../../contract/app-shapes.ts'
import { linkStatuses } from '../../contract/link-shapes.ts'
import { healthStates } from '../../core/fleet/site.ts'
import { runStates, type RunRepository } from '../../core/sync/records.ts'
import type { CountedRequests } from './counted-requests.ts'

export interface MetricsDeps {
  readonly version: string
  readonly siteViews: () => Promise<readonly { readonly health: { readonly state: string } | null }[]>
  readonly linkViews: () => readonly { readonly status: string }[]
  readonly runs: Pick<RunRepository, 'list'>
  readonly requests: CountedRequests
  readonly process: Pick<NodeJS.Process, 'memoryUsage' | 'cpuUsage' | 'uptime'>
}

/** Runs that are looked at for their states: more would make a look at the numbers slow. */
const latestRuns = 1000

type Kind = Pick<MetricView, 'name' | 'help' | 'type'>

/** One number for each state there is, zero included: a series that comes and goes is of no use to an alarm. */
function byState(
  kind: Kind,
  label: string,
  states: readonly string[],
  found: readonly string[]
): MetricView[] {
  const counts = new Map(states.map(state => [state, 0]))
  for (const state of found) counts.set(state, (counts.get(state) ?? 0) + 1)
  return [...counts].map(([state, value]) => ({ ...kind, labels: { [label]: state }, value }))
}

const gauge = (name: string, help: string): Kind => ({ name, help, type: 'gauge' })
const counter = (name: string, help: string): Kind => ({ name, help, type: 'counter' })
const single = (kind: Kind, value: number): MetricView => ({ ...kind, labels: {}, value })

function ofProcess(process: MetricsDeps['process']): MetricView[] {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return [
    single(gauge('process_resident_memory_bytes', 'Memory that the process holds.'), rss),
    single(gauge('process_heap_bytes', 'Heap that is in use.'), heapUsed),
    single(
      counter('process_cpu_seconds_total', 'Processor time since the program began.'),
      (user + system) / 1e6
    ),
    single(gauge('rexxfleet_uptime_seconds', 'Time since the program began.'), Math.round(process.uptime()))
  ]
}

function ofRequests({ byOutcome, bytes }: CountedRequests): MetricView[] {
  const kind = counter('rexxfleet_site_requests_total', 'Requests to sites since the program began.')
  const outcomes = ['2xx', '3xx', '4xx', '5xx', 'none']
  return [
    ...outcomes.map(outcome => ({ ...kind, labels: { outcome }, value: byOutcome.get(outcome) ?? 0 })),
    single(counter('rexxfleet_site_received_bytes_total', 'Bytes of the answers of sites.'), bytes)
  ]
}

/** The fleet in numbers. */
export async function takeMetrics(deps: MetricsDeps): Promise<MetricView[]> {
  const sites = (await deps.siteViews()).map(site => site.health?.state ?? 'unknown')
  const links = deps.linkViews().map(link => link.status)
  const runs = deps.runs.list({ limit: latestRuns }).map(run => run.state)
  return [
    { ...gauge('rexxfleet_info', 'The version.'), labels: { version: deps.version }, value: 1 },
    ...byState(gauge('rexxfleet_sites', 'Sites by health.'), 'health', healthStates, sites),
    ...byState(gauge('rexxfleet_links', 'Links by status.'), 'status', linkStatuses, links),
    ...byState(gauge('rexxfleet_runs', `The latest ${latestRuns} runs by state.`), 'state', runStates, runs),
    ...ofRequests(deps.requests),
    ...ofProcess(deps.process)
  ]
}
