import { beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../../src-main/adapters/sqlite/open-store.ts'
import type { ActivityEntry } from '../../../src-main/core/shared/activity.ts'
import { freshStore, item, run, site, step, thrownBy, workflow } from './fixtures.ts'

let store: Store
beforeEach(() => {
  store = freshStore()
})

describe('workflows', () => {
  test('come back with their steps as they went in', () => {
    const failure = { code: 'step-failed', message: 'm', details: { at: 1 } } as const
    const made = workflow('w1', { failure, state: 'failed', endedAt: 4, linkId: null })
    const steps = [
      step('w1', 0, {
        effects: [{ act: 'remove', what: 'mapping', name: 'x', count: 3, why: 'gone' }],
        result: { ids: [1, 2], old: null },
        failure,
        startedAt: 1,
        endedAt: 2
      }),
      step('w1', 1, { siteId: null })
    ]
    store.workflows.insert(made, steps.toReversed())
    expect(store.workflows.get('w1')).toEqual(made)
    expect(store.workflows.steps('w1')).toEqual(steps)
    expect(store.workflows.get('nothing')).toBeNull()
  })

  test('are listed newest first and can be picked', () => {
    store.workflows.insert(workflow('w1', { createdAt: 1, state: 'applied' }), [])
    store.workflows.insert(workflow('w2', { createdAt: 2, linkId: 'l2' }), [])
    store.workflows.insert(workflow('w3', { createdAt: 2 }), [])
    const ids = (filter?: Parameters<Store['workflows']['list']>[0]): string[] =>
      store.workflows.list(filter).map(({ id }) => id)
    expect(ids()).toEqual(['w3', 'w2', 'w1'])
    expect(ids({ linkId: 'l1', limit: 1 })).toEqual(['w3'])
    expect(ids({ states: ['applied', 'failed'] })).toEqual(['w1'])
  })

  test('change step by step', () => {
    store.workflows.insert(workflow('w1'), [step('w1', 0), step('w1', 1)])
    store.workflows.update('w1', { state: 'applying' })
    store.workflows.updateStep('w1', 1, { state: 'done', result: { id: 7 }, effects: [], endedAt: 3 })
    store.workflows.updateStep('w1', 1, { result: null })
    expect(store.workflows.get('w1')?.state).toBe('applying')
    expect(store.workflows.steps('w1')).toEqual([
      step('w1', 0),
      step('w1', 1, { state: 'done', effects: [], endedAt: 3 })
    ])
    for (const missing of [
      () => store.workflows.update('gone', { state: 'applied' }),
      () => store.workflows.updateStep('w1', 9, { state: 'done' })
    ]) {
      expect(thrownBy(missing)).toMatchObject({ code: 'unknown-workflow' })
    }
  })
})

describe('activity', () => {
  const entry = (id: string, changes: Partial<ActivityEntry> = {}): ActivityEntry => ({
    id,
    at: 1,
    siteId: 'a',
    actor: { kind: 'workflow', id: 'w1', step: 's' },
    request: { method: 'POST', path: '/x?apikey=[redacted]', body: 'a=1' },
    outcome: 'sent',
    status: null,
    answer: null,
    durationMs: null,
    ...changes
  })

  test('is written before, and again after', () => {
    store.activity.sent(entry('1'))
    expect(store.activity.list()).toEqual([entry('1')])
    const outcome = { outcome: 'failed', status: 500, answer: 'no', durationMs: 12.25 } as const
    store.activity.answered('1', outcome)
    expect(store.activity.list()).toEqual([entry('1', outcome)])
  })

  test('is listed newest first and can be picked', () => {
    const run = { kind: 'run', id: 'r1', step: null } as const
    store.activity.sent(entry('1'))
    store.activity.sent(entry('2', { siteId: 'b' }))
    store.activity.sent(entry('3', { actor: run }))
    const ids = (filter?: Parameters<Store['activity']['list']>[0]): string[] =>
      store.activity.list(filter).map(({ id }) => id)
    expect(ids()).toEqual(['3', '2', '1'])
    expect(ids({ siteId: 'a' })).toEqual(['3', '1'])
    expect(ids({ actorId: 'w1', before: '2' })).toEqual(['1'])
    expect(ids({ limit: 1 })).toEqual(['3'])
  })
})

test('settings are remembered by name', () => {
  expect(store.settings.get('theme')).toBeNull()
  store.settings.set('theme', { dark: true, size: 3 })
  store.settings.set('theme', { dark: false })
  expect(store.settings.get('theme')).toEqual({ dark: false })
  store.settings.remove('theme')
  expect(store.settings.get('theme')).toBeNull()
})

test('settings of one folder come together', () => {
  for (const name of ['drift', 'drift/b', 'drift/ü', 'drifts/x', 'drift0']) store.settings.set(name, name)
  expect([...store.settings.under('drift/')]).toEqual([
    ['b', 'drift/b'],
    ['ü', 'drift/ü']
  ])
})

describe('transactions', () => {
  test('keep all or nothing, also one inside another', () => {
    const broken = new Error('broken')
    const failing = (): void =>
      store.transactions.run(() => {
        store.sites.insert(site('a'))
        store.runs.insert(run('r1'))
        store.runs.addItems([item('r1', 0)])
        store.sites.recordHealth('a', { state: 'ok', checkedAt: 1, latencyMs: 1, code: null })
        throw broken
      })
    expect(thrownBy(failing)).toBe(broken)
    expect(store.sites.list()).toEqual([])
    expect(store.runs.list()).toEqual([])
    store.transactions.run(() => {
      store.sites.insert(site('a'))
      expect(thrownBy(() => store.sites.insert(site('a2', { name: 'Site a' })))).toMatchObject({
        code: 'site-already-added'
      })
    })
    expect(store.sites.list()).toHaveLength(1)
  })

  test('give back what the work gives, and take no promise', () => {
    expect(store.transactions.run(() => 7)).toBe(7)
    expect(() => store.transactions.run(() => Promise.resolve())).toThrow(/promise/)
  })
})
