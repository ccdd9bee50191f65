import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../../src-main/adapters/sqlite/open-store.ts'
import { noCounts } from '../../../src-main/core/sync/counts.ts'
import type { ItemRecord } from '../../../src-main/core/sync/records.ts'
import { Journal } from '../../../src-main/core/sync/run/journal.ts'
import { above, type Bench } from '../figure.ts'
import { rewriteRule } from '../../support/fleet.ts'

const items = 20_000
const announced = 32

/** What the journal can take by itself: intents and results of items, durable, as a run writes them. */
export const journal: Bench = {
  name: 'journal',
  async run() {
    const directory = await mkdtemp(join(tmpdir(), 'rexxfleet-bench-'))
    try {
      const store = openStore(directory, { clock: { now: Date.now } })
      const runId = 'r1'
      store.runs.insert({
        primaryName: 'A',
        replicaName: 'B',
        ...{
          id: runId,
          linkId: 'l1',
          state: 'pushing',
          counts: noCounts,
          sent: 0,
          requests: 0,
          arrived: null,
          bytes: 0,
          planOnly: false,
          lastIds: {}
        },
        startedBy: 'bench',
        startedAt: 1,
        endedAt: null,
        reason: null
      })
      const all = Array.from({ length: items }, (_, position) => itemAt(runId, position))
      store.runs.addItems(all)
      const written = new Journal(store.runs, runId)
      const start = performance.now()
      for (let from = 0; from < items; from += announced) {
        const group = all.slice(from, from + announced)
        written.intend(group, 2)
        for (const { position } of group) written.record(position, { state: 'done', changedAt: 3 })
      }
      written.flush()
      const seconds = (performance.now() - start) / 1_000
      store.close()
      return {
        figures: [above('journal by itself', (2 * items) / seconds, 'item steps/s', 5_000)],
        how: `${items} items of a run in a fresh store on this disk, announced ${announced} at a time and each with its result, as a run writes them; every announcement is flushed to the disk.`
      }
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  }
}

function itemAt(runId: string, position: number): ItemRecord {
  return {
    runId,
    position,
    model: rewriteRule,
    foreignId: String(position),
    localId: null,
    title: null,
    action: 'create',
    state: 'open',
    why: null,
    differences: [],
    failure: null,
    tries: 0,
    changedAt: 1
  }
}
