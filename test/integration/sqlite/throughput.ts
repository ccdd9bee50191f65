import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../../src-main/adapters/sqlite/open-store.ts'
import type { ItemRecord } from '../../../src-main/core/sync/records.ts'

/** What the store can do on this machine, printed: `npx node test/integration/sqlite/throughput.ts`. No test: machines differ. */
const directory = mkdtempSync(join(tmpdir(), 'rexxfleet-throughput-'))
const clock = { now: Date.now }
const runItems = 100_000
const model = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'

const item = (runId: string, position: number): ItemRecord => ({
  runId,
  position,
  model,
  foreignId: String(position),
  localId: null,
  title: null,
  action: 'create',
  state: 'open',
  why: null,
  differences: [
    { field: 'regularExpression', primary: `#^/old/${position}$#`, replica: null },
    { field: 'continueOnMatch', primary: true, replica: null }
  ],
  failure: null,
  tries: 0,
  changedAt: 1
})

const counted = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index)
const say = (line: string): void => void process.stdout.write(`${line}\n`)

function timed(what: string, count: number, work: () => void): void {
  const start = performance.now()
  work()
  const ms = performance.now() - start
  const rate = count === 1 ? '' : `${Math.round((count / ms) * 1_000).toLocaleString('en')} /s`
  say(`${what.padEnd(48)} ${rate.padStart(12)} ${ms.toFixed(0).padStart(8)} ms`)
}

try {
  let store = openStore(directory, { clock })
  const begin = (id: string): void =>
    store.runs.insert({
      id,
      linkId: 'l1',
      primaryName: 'A',
      replicaName: 'B',
      state: 'pushing',
      counts: { create: 0, update: 0, delete: 0, unchanged: 0, conflict: 0, blocked: 0, failed: 0 },
      sent: 0,
      requests: 0,
      arrived: null,
      bytes: 0,
      planOnly: false,
      lastIds: {},
      startedBy: 'throughput',
      startedAt: 1,
      endedAt: null,
      reason: null
    })
  begin('r0')
  timed('items added, 1,000 at once', runItems, () => {
    for (let from = 0; from < runItems; from += 1_000) {
      store.runs.addItems(counted(from, 1_000).map(position => item('r0', position)))
    }
  })
  for (const batch of [1, 4, 16, 100, 1_000]) {
    const count = Math.min(20_000, batch * 4_000)
    timed(`item steps (intent, then result), ${batch} a batch`, 2 * count, () => {
      for (let from = 0; from < count; from += batch) {
        const positions = counted(from, batch)
        const sending = { state: 'sending', tries: 1, changedAt: 2 } as const
        const done = { state: 'done', localId: '5', changedAt: 3 } as const
        store.runs.updateItems(
          'r0',
          positions.map(position => ({ position, patch: sending }))
        )
        store.runs.updateItems(
          'r0',
          positions.map(position => ({ position, patch: done }))
        )
      }
    })
  }
  timed('activity: sent and answered', 2_000, () => {
    for (const number of counted(0, 2_000)) {
      const id = String(number).padStart(9, '0')
      const request = { method: 'PUT', path: '/api/v1/json/x/1', body: 'a=1'.repeat(50) }
      const none = { outcome: 'sent', status: null, answer: null, durationMs: null } as const
      store.activity.sent({
        id,
        at: 1,
        siteId: 's',
        actor: { kind: 'run', id: 'r0', step: null },
        request,
        ...none
      })
      store.activity.answered(id, { outcome: 'done', status: 200, answer: '{}', durationMs: 51.5 })
    }
  })
  timed('open items counted', 1, () => store.runs.countItems('r0', { states: ['open'] }))
  for (const run of counted(1, 9)) {
    begin(`r${run}`)
    store.runs.addItems(counted(0, runItems).map(position => item(`r${run}`, position)))
  }
  store.close()
  const megabytes = statSync(join(directory, 'rexxfleet.db')).size / 2 ** 20
  timed(`opening a database of ${megabytes.toFixed(0)} MB`, 1, () => {
    store = openStore(directory, { clock })
  })
  store.close()
} finally {
  rmSync(directory, { recursive: true, force: true })
}
