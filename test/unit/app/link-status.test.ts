import { describe, expect, it } from 'vitest'
import { linkStatus } from '../../../src-main/app/links/link-status.ts'
import { noCounts } from '../../../src-main/core/sync/counts.ts'
import type { RunRecord, RunState } from '../../../src-main/core/sync/records.ts'
import type { Link } from '../../../src-main/core/topology/link.ts'
import type { WorkflowRecord } from '../../../src-main/core/workflow/records.ts'

const link = { id: 'l', state: 'ready', delivery: 'compare' } as Link
const nothing = { drift: null, queue: null }
const run = (state: RunState, counts: Partial<RunRecord['counts']> = {}, endedAt = 10): RunRecord =>
  ({ state, counts: { ...noCounts, ...counts }, endedAt }) as RunRecord

describe('what an edge shows', () => {
  it.each([
    ['nothing known', null, 'unknown', null],
    ['a run at work', run('pushing'), 'running', null],
    ['a run that is done', run('done', { update: 3 }), 'in-step', 0],
    ['a plan that waits', run('waiting', { update: 3, delete: 1 }), 'drift', 4],
    ['failed items', run('partly', { failed: 1, conflict: 2 }), 'failed', null],
    ['conflicts alone', run('partly', { conflict: 2 }), 'drift', 2],
    ['a run that was stopped', run('stopped'), 'failed', null],
    ['a run that was paused', run('paused'), 'paused', null],
    ['a run that was cancelled', run('cancelled'), 'paused', null]
  ] as const)('%s', (_case, last, status, drift) => {
    expect(linkStatus(link, last, null, nothing)).toEqual({ status, drift, queue: null })
  })

  it('believes the newer of a run and a comparison', () => {
    const noted = { drift: { drifted: 5, at: 20 }, queue: null }
    expect(linkStatus(link, run('done'), null, noted)).toMatchObject({ status: 'drift', drift: 5 })
    expect(linkStatus(link, run('done', {}, 30), null, noted)).toMatchObject({ status: 'in-step', drift: 0 })
  })

  it('shows a workflow at work, and a link that stopped half-way', () => {
    const applying = { state: 'applying' } as WorkflowRecord
    expect(linkStatus(link, run('done'), applying, nothing).status).toBe('running')
    expect(linkStatus({ ...link, state: 'removing' }, run('done'), null, nothing).status).toBe('failed')
  })

  describe('of a link whose changes are queued', () => {
    const queued = { ...link, delivery: 'queue' } as Link
    const seen = (waiting: number, drifted: number | null = null) => ({
      queue: { waiting, at: 20 },
      drift: drifted === null ? null : { drifted, at: 21 }
    })

    it('says what waited when it was last looked at', () => {
      expect(linkStatus(queued, run('done'), null, seen(3))).toEqual({ status: 'queue', drift: 0, queue: 3 })
      expect(linkStatus(queued, null, null, seen(2))).toEqual({ status: 'queue', drift: null, queue: 2 })
      expect(linkStatus(queued, run('done'), null, seen(0))).toMatchObject({ status: 'in-step', queue: 0 })
    })

    it('forgets it when a run has ended since, and never says it of a link that compares', () => {
      expect(linkStatus(queued, run('done', {}, 30), null, seen(3))).toMatchObject({
        status: 'in-step',
        queue: null
      })
      expect(linkStatus(link, run('done'), null, seen(3))).toMatchObject({ status: 'in-step', queue: null })
    })

    it('calls drift only what cannot all be waiting', () => {
      expect(linkStatus(queued, run('done'), null, seen(3, 3))).toMatchObject({ status: 'queue', queue: 3 })
      expect(linkStatus(queued, run('done'), null, seen(3, 4))).toMatchObject({ status: 'drift', queue: 3 })
    })

    it('says what needs somebody more first', () => {
      expect(linkStatus(queued, run('stopped'), null, seen(3))).toMatchObject({ status: 'failed', queue: 3 })
    })
  })
})
