import { expect, test } from 'vitest'
import { RequestCounter } from '../../../src-main/app/metrics/counted-requests.ts'
import { prometheusText } from '../../../src-main/app/metrics/prometheus-text.ts'
import { takeMetrics } from '../../../src-main/app/metrics/take-metrics.ts'

const requests = new RequestCounter()
for (const status of [200, 204, 403, 503, null]) requests.count({ status, bytes: 10 })

const metrics = await takeMetrics({
  version: '1.2.3',
  siteViews: async () => [{ health: { state: 'ok' } }, { health: { state: 'ok' } }, { health: null }],
  linkViews: () => [{ status: 'drift' }],
  runs: { list: () => [{ state: 'done' }, { state: 'partly' }] as never },
  requests,
  process
})
const text = prometheusText(metrics)

test('sites, links, runs, requests and memory are told by state, zeros included', () => {
  for (const line of [
    'rexxfleet_info{version="1.2.3"} 1',
    'rexxfleet_sites{health="ok"} 2',
    'rexxfleet_sites{health="unknown"} 1',
    'rexxfleet_sites{health="unreachable"} 0',
    'rexxfleet_links{status="drift"} 1',
    'rexxfleet_runs{state="partly"} 1',
    'rexxfleet_runs{state="stopped"} 0',
    'rexxfleet_site_requests_total{outcome="2xx"} 2',
    'rexxfleet_site_requests_total{outcome="none"} 1',
    'rexxfleet_site_received_bytes_total 50'
  ])
    expect(text.split('\n')).toContain(line)
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
})

test('each series is one line that Prometheus can read, and each name is introduced once', () => {
  const lines = text.trimEnd().split('\n')
  for (const line of lines)
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|[a-z_]+(\{[a-z]+="[^"]*"\})? -?[\d.e+]+)$/)
  const types = lines.filter(line => line.startsWith('# TYPE')).map(line => line.split(' ')[2])
  expect(new Set(types).size).toBe(types.length)
})
