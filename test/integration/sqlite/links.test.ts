import { beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../../src-main/adapters/sqlite/open-store.ts'
import type { SiteRow } from '../../../src-main/core/replication/provenance.ts'
import type { AgreedState } from '../../../src-main/core/sync/records.ts'
import { freshStore, link, model, run, site, thrownBy } from './fixtures.ts'

let store: Store
beforeEach(() => {
  store = freshStore()
  for (const id of ['a', 'b', 'c']) store.sites.insert(site(id))
})

const agreed = (foreignId: string, changes: Partial<AgreedState> = {}): AgreedState => ({
  foreignId,
  localId: `local-${foreignId}`,
  primaryHash: 'p',
  replicaHash: 'r',
  origin: 'created',
  ...changes
})

describe('links', () => {
  test('come back as they went in, oldest first', () => {
    const both = link('l1', 'a', 'b', { createdAt: 2, delivery: 'queue', state: 'setting-up', twinId: 'l2' })
    const some = link('l2', 'b', 'a', {
      createdAt: 1,
      twinId: 'l1',
      models: [{ model, primaryEndpoint: 'x', replicaEndpoint: 'y', ids: ['1', '2/en'] }]
    })
    store.links.insert(both)
    store.links.insert(some)
    expect(store.links.list()).toEqual([some, both])
    expect(store.links.get('l1')).toEqual(both)
    expect(store.links.between('b', 'a')).toEqual(some)
    expect(store.links.between('a', 'c')).toBeNull()
    expect(store.links.get('nothing')).toBeNull()
  })

  test('are one for each ordered pair', () => {
    store.links.insert(link('l1', 'a', 'b'))
    expect(thrownBy(() => store.links.insert(link('l2', 'a', 'b')))).toMatchObject({ code: 'link-exists' })
    store.links.insert(link('l2', 'b', 'a'))
  })

  test('need their sites', () => {
    expect(thrownBy(() => store.links.insert(link('l1', 'a', 'gone')))).toMatchObject({
      code: 'unknown-site'
    })
  })

  test('change in what is named', () => {
    store.links.insert(link('l1', 'a', 'b'))
    store.links.update('l1', { state: 'removing', delivery: 'live', models: [], twinId: 'l9' })
    store.links.update('l1', {})
    expect(store.links.get('l1')).toEqual(
      link('l1', 'a', 'b', { state: 'removing', delivery: 'live', models: [], twinId: 'l9' })
    )
    expect(thrownBy(() => store.links.update('gone', { state: 'ready' }))).toMatchObject({
      code: 'unknown-link'
    })
  })

  test('take agreed states and uses along, free their twin, and leave their runs as history', () => {
    store.links.insert(link('l1', 'a', 'b', { twinId: 'l2' }))
    store.links.insert(link('l2', 'b', 'a', { twinId: 'l1' }))
    const row: SiteRow = { siteId: 'a', kind: 'endpoint', rowId: '1' }
    for (const id of ['l1', 'l2']) {
      store.provenance.use(id, row)
      store.agreed.put(id, model, [agreed('1')])
    }
    store.runs.insert(run('r1', { linkId: 'l1' }))
    store.links.remove('l1')
    expect(store.links.get('l2')?.twinId).toBeNull()
    expect(store.provenance.usersOf(row)).toEqual(['l2'])
    expect([...store.agreed.each('l1', model)]).toEqual([])
    expect([...store.agreed.each('l2', model)]).toHaveLength(1)
    expect(store.runs.get('r1')?.linkId).toBe('l1')
  })
})

describe('provenance', () => {
  const row: SiteRow = { siteId: 'a', kind: 'hostentity', rowId: '12/1/*' }
  const other: SiteRow = { siteId: 'b', kind: 'apikey', rowId: '12' }

  test('knows what Rexxfleet made, until it is forgotten', () => {
    expect(store.provenance.wasMade(row)).toBe(false)
    store.provenance.recordMade(row, 'w1')
    store.provenance.recordMade(row, 'w2')
    store.provenance.recordMade(other, 'w1')
    expect(store.provenance.wasMade(row)).toBe(true)
    expect(store.provenance.wasMade({ ...row, rowId: '12' })).toBe(false)
    expect(store.provenance.madeOn('a')).toEqual([row])
    store.provenance.forget(row)
    expect(store.provenance.wasMade(row)).toBe(false)
    expect(store.provenance.wasMade(other)).toBe(true)
  })

  test('counts who needs a row', () => {
    store.links.insert(link('l1', 'a', 'b'))
    store.links.insert(link('l2', 'a', 'c'))
    for (const id of ['l2', 'l1', 'l1']) store.provenance.use(id, row)
    store.provenance.use('l1', other)
    expect(store.provenance.usersOf(row)).toEqual(['l1', 'l2'])
    expect(store.provenance.usedBy('l1')).toEqual([row, other])
    store.provenance.release('l1', row)
    expect(store.provenance.usersOf(row)).toEqual(['l2'])
    expect(store.provenance.usedBy('l1')).toEqual([other])
  })
})

describe('agreed states', () => {
  beforeEach(() => store.links.insert(link('l1', 'a', 'b')))

  test('are put, replaced, found and removed', () => {
    store.agreed.put('l1', model, [agreed('1'), agreed('2/en', { origin: 'original' })])
    store.agreed.put('l1', model, [agreed('1', { primaryHash: 'new', origin: 'found' })])
    expect(store.agreed.get('l1', model, '1')).toEqual(agreed('1', { primaryHash: 'new', origin: 'found' }))
    expect(store.agreed.get('l1', 'other', '1')).toBeNull()
    store.agreed.remove('l1', model, ['1', 'never'])
    expect([...store.agreed.each('l1', model)]).toEqual([agreed('2/en', { origin: 'original' })])
  })

  test('stream by the text of the foreign id, in pieces, while others are written', () => {
    const ids = Array.from({ length: 4_500 }, (_, index) => String(index + 1))
    store.agreed.put(
      'l1',
      model,
      ids.map(id => agreed(id))
    )
    store.agreed.put('l1', 'other', [agreed('0')])
    const seen: string[] = []
    for (const state of store.agreed.each('l1', model)) {
      if (seen.length % 1_000 === 0) store.agreed.put('l1', model, [{ ...state, primaryHash: 'seen' }])
      seen.push(state.foreignId)
    }
    expect(seen).toEqual(ids.sort())
  })

  test('of exactly one piece end properly', () => {
    store.agreed.put(
      'l1',
      model,
      Array.from({ length: 2_000 }, (_, index) => agreed(String(index)))
    )
    expect([...store.agreed.each('l1', model)]).toHaveLength(2_000)
  })
})
