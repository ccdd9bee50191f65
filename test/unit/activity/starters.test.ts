import { expect, it } from 'vitest'
import { starters, type StartersDeps } from '../../../src-main/app/activity/starters.ts'

it('tells who started what a request belongs to and which kind of workflow it is, and asks once for each', () => {
  const asked: string[] = []
  const deps = {
    workflows: {
      get: (id: string) => {
        asked.push(id)
        return id === 'w1' ? { startedBy: 'window', kind: 'set-up-link' } : null
      }
    },
    runs: { get: () => ({ startedBy: 'schedule' }) }
  } as unknown as StartersDeps
  const started = starters(deps)
  const step = { step: 'site-1/grant/RewriteRule' }
  expect(started({ kind: 'workflow', id: 'w1', ...step })).toEqual({
    startedBy: 'window',
    workflow: 'set-up-link'
  })
  started({ kind: 'workflow', id: 'w1', ...step })
  expect(started({ kind: 'workflow', id: 'gone', ...step })).toEqual({ startedBy: null, workflow: null })
  expect(started({ kind: 'run', id: 'r1', step: null })).toEqual({ startedBy: 'schedule', workflow: null })
  expect(asked).toEqual(['w1', 'gone'])
})
