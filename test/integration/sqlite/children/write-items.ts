import { writeSync } from 'node:fs'
import { openStore } from '../../../../src-main/adapters/sqlite/open-store.ts'
import type { ItemRecord } from '../../../../src-main/core/sync/records.ts'

/** Journals items of run `r1` in batches of ten for ever: intent, then result, and says each time what is durable now. */
const store = openStore(process.argv[2]!, { clock: { now: Date.now } })
const say = (line: string): void => void writeSync(1, `${line}\n`)
say('open')
for (let batch = 0; ; batch += 1) {
  const positions = Array.from({ length: 10 }, (_, index) => batch * 10 + index)
  store.runs.addItems(
    positions.map((position): ItemRecord => ({
      runId: 'r1',
      position,
      model: 'M',
      foreignId: String(position),
      localId: null,
      title: null,
      action: 'create',
      state: 'open',
      why: null,
      differences: [],
      failure: null,
      tries: 0,
      changedAt: batch
    }))
  )
  store.runs.updateItems(
    'r1',
    positions.map(position => ({ position, patch: { state: 'sending', tries: 1 } }))
  )
  store.activity.sent({
    id: `a${String(batch).padStart(9, '0')}`,
    at: batch,
    siteId: 's1',
    actor: { kind: 'run', id: 'r1', step: null },
    request: { method: 'PUT', path: '/x', body: null },
    outcome: 'sent',
    status: null,
    answer: null,
    durationMs: null
  })
  say(`sending ${batch}`)
  store.transactions.run(() => {
    store.runs.updateItems(
      'r1',
      positions.map(position => ({ position, patch: { state: 'done', localId: `${position}` } }))
    )
    store.runs.update('r1', { sent: (batch + 1) * 10 })
  })
  say(`done ${batch}`)
}
