import { beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../../src-main/adapters/sqlite/open-store.ts'
import type { ArchivedEntity } from '../../../src-main/core/sync/records.ts'
import { freshStore, item, model, run, thrownBy } from './fixtures.ts'

let store: Store
beforeEach(() => {
  store = freshStore()
})

describe('runs', () => {
  test('come back as they went in, newest first, and can be picked', () => {
    const counts = { create: 1, update: 2, delete: 3, unchanged: 4, conflict: 5, blocked: 6, failed: 7 }
    const reason = { code: 'run-stopped', message: 'm', details: { a: 1, b: ['x'], c: null } } as const
    const all = [
      run('r1', { startedAt: 1, state: 'done', endedAt: 9 }),
      run('r2', { startedAt: 3, counts, reason: { ...reason, details: { a: 1, b: ['x'], c: null } } }),
      run('r3', { startedAt: 2, linkId: 'l2' })
    ]
    for (const one of all) store.runs.insert(one)
    const ids = (filter?: Parameters<Store['runs']['list']>[0]): string[] =>
      store.runs.list(filter).map(({ id }) => id)
    expect(store.runs.get('r2')).toEqual(all[1])
    expect(store.runs.get('nothing')).toBeNull()
    expect(ids()).toEqual(['r2', 'r3', 'r1'])
    expect(ids({ limit: 1 })).toEqual(['r2'])
    expect(ids({ linkId: 'l1' })).toEqual(['r2', 'r1'])
    expect(ids({ states: ['done', 'waiting'] })).toEqual(['r1'])
    expect(ids({ states: [] })).toEqual([])
  })

  test('are given as the newest of each link, of two of one moment the later one', () => {
    const all = [
      run('r1', { startedAt: 5 }),
      run('r2', { startedAt: 7 }),
      run('r3', { startedAt: 7 }),
      run('r4', { startedAt: 1, linkId: 'l2' })
    ]
    for (const one of all) store.runs.insert(one)
    expect(Object.fromEntries(store.runs.latest())).toEqual({ l1: all[2], l2: all[3] })
  })

  test('change in what is named', () => {
    store.runs.insert(run('r1'))
    const reason = { code: 'cancelled', message: 'm', details: {} } as const
    store.runs.update('r1', {
      state: 'stopped',
      sent: 4,
      requests: 9,
      bytes: 7,
      lastIds: { M: 2 },
      endedAt: 5,
      reason
    })
    expect(store.runs.get('r1')).toEqual(
      run('r1', { state: 'stopped', sent: 4, requests: 9, bytes: 7, lastIds: { M: 2 }, endedAt: 5, reason })
    )
    store.runs.update('r1', { reason: null })
    expect(store.runs.get('r1')?.reason).toBeNull()
    expect(thrownBy(() => store.runs.update('gone', { sent: 1 }))).toMatchObject({ code: 'unknown-run' })
  })
})

describe('items', () => {
  beforeEach(() => store.runs.insert(run('r1')))

  test('come back as they went in, emoji and large values too', () => {
    const added = item('r1', 0, {
      localId: '5',
      foreignId: '2147483647/en',
      action: 'conflict',
      state: 'failed',
      why: 'changed-on-both',
      differences: [
        { field: 'title', primary: 'Grüezi 👋 "\\ \u0000 \ud800', replica: null },
        { field: 'text', primary: 'x'.repeat(5_000_000), replica: 1.5 },
        { field: 'categories', primary: ['1', '2'], replica: true }
      ],
      failure: { code: 'value-refused', message: 'm', status: 500, request: 'PUT /x' },
      tries: 3,
      changedAt: 1_795_447_761_070
    })
    store.runs.addItems([added])
    expect(store.runs.items('r1')).toEqual([added])
  })

  test('are read in order, in pieces, and picked by everything', () => {
    const positions = Array.from({ length: 500 }, (_, index) => index)
    store.runs.addItems(
      positions
        .map(position =>
          item('r1', position, {
            state: position < 300 ? 'done' : 'open',
            action: position % 2 ? 'update' : 'create',
            model: position % 5 ? model : 'Other'
          })
        )
        .reverse()
    )
    const found = (filter?: Parameters<Store['runs']['items']>[1]): number[] =>
      store.runs.items('r1', filter).map(({ position }) => position)
    expect(found()).toEqual(positions.slice(0, 200))
    expect(found({ after: 199, limit: 1_000 })).toEqual(positions.slice(200))
    expect(found({ states: ['open', 'failed'], limit: 3 })).toEqual([300, 301, 302])
    expect(found({ actions: ['update'], model: 'Other', after: 5, limit: 2 })).toEqual([15, 25])
    expect(found({ states: [] })).toEqual([])
    expect(store.runs.countItems('r1')).toBe(500)
    expect(store.runs.countItems('r1', { states: ['open'], actions: ['create'] })).toBe(100)
    expect(store.runs.countItems('nothing')).toBe(0)
  })

  test('are found by title or id, by what needs somebody, and from anywhere in the list', () => {
    store.runs.addItems([
      item('r1', 0, { title: 'Sommerfest 100 %' }),
      item('r1', 1, { title: 'sommerkonzert', state: 'failed' }),
      item('r1', 2, { localId: '77', action: 'conflict' }),
      item('r1', 3, { action: 'conflict', state: 'skipped', why: 'replica-wins' }),
      item('r1', 4, { action: 'blocked', state: 'skipped' }),
      item('r1', 5, { state: 'unknown' })
    ])
    const found = (filter: Parameters<Store['runs']['items']>[1]): number[] =>
      store.runs.items('r1', filter).map(({ position }) => position)
    expect(found({ search: 'SOMMER' })).toEqual([0, 1])
    expect(found({ search: '0 %' })).toEqual([0])
    expect(found({ search: 'f_st' })).toEqual([])
    expect(found({ search: '77' })).toEqual([2])
    expect(found({ search: '4' })).toEqual([3])
    expect(found({ needsYou: true })).toEqual([1, 2, 4, 5])
    expect(found({ needsYou: true, offset: 1, limit: 2 })).toEqual([2, 4])
    expect(store.runs.countItems('r1', { needsYou: true, search: 'konzert' })).toBe(1)
  })

  test('are counted by model, in the order in which models come', () => {
    store.runs.addItems([
      item('r1', 0, { model: 'Z' }),
      item('r1', 1, { model: 'Z', state: 'done' }),
      item('r1', 2, { model: 'Z', state: 'done' }),
      item('r1', 3, { model: 'A', action: 'conflict' })
    ])
    expect(store.runs.countByModel('r1')).toEqual([
      { model: 'Z', action: 'create', state: 'open', count: 1 },
      { model: 'Z', action: 'create', state: 'done', count: 2 },
      { model: 'A', action: 'conflict', state: 'open', count: 1 }
    ])
    expect(store.runs.countByModel('nothing')).toEqual([])
  })

  test('change in what is named, all of a batch or none', () => {
    store.runs.addItems([item('r1', 0), item('r1', 1)])
    const failure = { code: 'site-timeout', message: 'm', status: null, request: null } as const
    store.runs.updateItems('r1', [
      { position: 0, patch: { state: 'failed', failure, tries: 1, changedAt: 7 } },
      { position: 1, patch: { action: 'update', state: 'done', localId: '9', why: 'w', differences: [] } },
      { position: 1, patch: {} }
    ])
    expect(store.runs.items('r1')).toEqual([
      item('r1', 0, { state: 'failed', failure, tries: 1, changedAt: 7 }),
      item('r1', 1, { action: 'update', state: 'done', localId: '9', why: 'w', differences: [] })
    ])
    store.runs.updateItems('r1', [{ position: 0, patch: { failure: null } }])
    expect(store.runs.items('r1')[0]?.failure).toBeNull()
    const half = [
      { position: 0, patch: { state: 'done' } },
      { position: 7, patch: { state: 'done' } }
    ] as const
    expect(thrownBy(() => store.runs.updateItems('r1', half))).toMatchObject({ code: 'unknown-run' })
    expect(store.runs.items('r1')[0]?.state).toBe('failed')
  })

  test('of one run go without those of another', () => {
    store.runs.insert(run('r2'))
    store.runs.addItems([item('r1', 0), item('r2', 0)])
    store.runs.removeItems('r1')
    expect(store.runs.countItems('r1')).toBe(0)
    expect(store.runs.countItems('r2')).toBe(1)
  })
})

test('the archive gives back what was removed, in its order, and follows its fate', () => {
  const entity = (id: string, changes: Partial<ArchivedEntity> = {}): ArchivedEntity => ({
    id,
    workflowId: 'w1',
    runId: null,
    linkId: 'l1',
    siteId: 'b',
    model,
    foreignHost: 'a.example.ch',
    foreignId: '1',
    localId: '2',
    values: { title: 'x', count: 1, flag: false, nothing: null, categories: ['1', '2'] },
    agreed: { foreignId: '1', localId: '2', primaryHash: 'p', replicaHash: 'r', origin: 'created' },
    state: 'kept',
    at: 5,
    ...changes
  })
  const [first, second] = [entity('z'), entity('a', { agreed: null })]
  store.archive.put([first, second])
  store.archive.put([entity('m', { workflowId: null, runId: 'r1' })])
  expect(store.archive.list({ workflowId: 'w1' })).toEqual([first, second])
  expect(store.archive.list({ runId: 'r1' }).map(({ id }) => id)).toEqual(['m'])
  const many = Array.from({ length: 2_500 }, (_, index) => `id-${index}`)
  store.archive.setState([...many, 'a', 'z'], 'removed')
  expect(store.archive.list({ workflowId: 'w1' }).map(({ state }) => state)).toEqual(['removed', 'removed'])
})
