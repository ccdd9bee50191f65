import { describe, expect, it } from 'vitest'
import { ScheduledRuns, type ScheduledRunDeps } from '../../../src-main/app/schedule/scheduled-run.ts'
import type { Schedule } from '../../../src-main/core/schedule/schedule.ts'
import type { RunRecord } from '../../../src-main/core/sync/records.ts'
import type { Link } from '../../../src-main/core/topology/link.ts'

const links = [{ id: 'held' }, { id: 'free' }] as Link[]

describe('a schedule', () => {
  it('leaves a link alone whose run somebody holds, tells nobody of it, and begins the others', async () => {
    const begun: string[] = []
    const told: unknown[] = []
    const deps: ScheduledRunDeps = {
      engine: {
        isBusy: () => false,
        isPaused: id => id === 'held',
        startAll: ids => {
          begun.push(...ids)
          return ids.map(linkId => ({ id: `run-of-${linkId}`, linkId }) as RunRecord)
        },
        resume: id => {
          throw new Error(`${id} was resumed`)
        },
        cancel: async id => {
          throw new Error(`${id} was cancelled`)
        },
        ended: async id => ({ id, linkId: 'free', state: 'done', reason: null }) as RunRecord
      },
      runs: { list: () => [] } as unknown as ScheduledRunDeps['runs'],
      log: { debug() {}, info() {}, warn() {}, error() {} },
      tell: (...all) => void told.push(all)
    }
    await new ScheduledRuns(deps).run({ id: 's' } as Schedule, links)
    expect(begun).toEqual(['free'])
    expect(told).toEqual([])
  })
})
