import { describe, expect, it } from 'vitest'
import { linkStatus } from '../../../src-main/app/links/link-status.ts'
import { noCounts } from '../../../src-main/core/sync/counts.ts'
import type { RunRecord, RunState } from '../../../src-main/core/sync/records.ts'
import type { Link } from '../../../src-main/core/topology/link.ts'
import type { WorkflowRecord } from '../../../src-main/core/workflow/records.ts'

const link = { id: 'l', state: 'ready' } as Link
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
    ['a run that was cancelled', run('cancelled'), 'paused', null]
  ] as const)('%s', (_case, last, status, drift) => {
    expect(linkStatus(link, last, null, null)).toEqual({ status, drift })
  })

  it('believes the newer of a run and a comparison', () => {
    expect(linkStatus(link, run('done'), null, { drifted: 5, at: 20 })).toEqual({ status: 'drift', drift: 5 })
    expect(linkStatus(link, run('done', {}, 30), null, { drifted: 5, at: 20 })).toEqual({
      status: 'in-step',
      drift: 0
    })
  })

  it('shows a workflow at work, and a link that stopped half-way', () => {
    const applying = { state: 'applying' } as WorkflowRecord
    expect(linkStatus(link, run('done'), applying, null).status).toBe('running')
    expect(linkStatus({ ...link, state: 'removing' }, run('done'), null, null).status).toBe('failed')
  })
})
