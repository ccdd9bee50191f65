import { beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../../src-main/adapters/sqlite/open-store.ts'
import type { SiteHealth } from '../../../src-main/core/fleet/site.ts'
import { freshStore, link, site, storeIn, temporaryDirectory, thrownBy } from './fixtures.ts'

let store: Store
beforeEach(() => {
  store = freshStore()
})

const look = (checkedAt: number, changes: Partial<SiteHealth> = {}): SiteHealth => ({
  state: 'ok',
  checkedAt,
  latencyMs: 12.5,
  code: null,
  ...changes
})

describe('sites', () => {
  test('come back as they went in, after a new start too', () => {
    const directory = temporaryDirectory()
    const first = storeIn(directory)
    const added = site('a', { tags: [], readOnly: true, allowHttp: true, marker: null, demo: true })
    first.sites.insert(added)
    first.close()
    const again = storeIn(directory)
    expect(again.sites.get('a')).toEqual(added)
    expect(again.sites.get('b')).toBeNull()
  })

  test('are listed by name, whatever its case', () => {
    for (const name of ['zug', 'Aarau', 'bern']) store.sites.insert(site(name, { name }))
    expect(store.sites.list().map(({ name }) => name)).toEqual(['Aarau', 'bern', 'zug'])
  })

  test.each([
    ['name', { name: 'ZÜRICH ' }, 'site-already-added'],
    ['address', { baseUrl: 'https://a.example.ch' }, 'site-already-added'],
    ['marker', { marker: 'marker-a' }, 'site-same-marker']
  ])('refuse a second one with the same %s', (_, same, code) => {
    store.sites.insert(site('a', { name: 'Zürich' }))
    expect(thrownBy(() => store.sites.insert(site('b', same)))).toMatchObject({ name: 'AppError', code })
    expect(store.sites.list()).toHaveLength(1)
    store.sites.insert(site('b'))
    expect(thrownBy(() => store.sites.update('b', same))).toMatchObject({ code })
  })

  test('may lack a marker, more than one of them', () => {
    for (const id of ['a', 'b']) store.sites.insert(site(id, { marker: null }))
    expect(store.sites.list()).toHaveLength(2)
  })

  test('change in what is named, and in nothing else', () => {
    store.sites.insert(site('a'))
    store.sites.update('a', { name: 'New', tags: ['x'], marker: null, state: 'pending' })
    store.sites.update('a', {})
    expect(store.sites.get('a')).toEqual(
      site('a', { name: 'New', tags: ['x'], marker: null, state: 'pending' })
    )
    store.sites.insert(site('b', { name: 'Site A' }))
    expect(thrownBy(() => store.sites.update('gone', { name: 'x' }))).toMatchObject({ code: 'unknown-site' })
  })

  test('cannot go while a link names them, and take their health and place along', () => {
    for (const id of ['a', 'b']) store.sites.insert(site(id))
    store.sites.recordHealth('a', look(1))
    store.layout.place('a', { x: 1, y: 2 })
    store.provenance.recordMade({ siteId: 'a', kind: 'endpoint', rowId: '7' }, 'w1')
    store.links.insert(link('l1', 'a', 'b'))
    for (const id of ['a', 'b']) {
      expect(thrownBy(() => store.sites.remove(id))).toMatchObject({ code: 'site-has-links' })
    }
    store.links.remove('l1')
    store.sites.remove('a')
    store.sites.remove('a')
    expect(store.sites.get('a')).toBeNull()
    expect(store.sites.health().size).toBe(0)
    expect(store.layout.positions().size).toBe(0)
    expect(store.provenance.madeOn('a')).toEqual([])
  })
})

describe('health', () => {
  test('is the newest of each site', () => {
    for (const id of ['a', 'b', 'c']) store.sites.insert(site(id))
    store.sites.recordHealth('a', look(2))
    store.sites.recordHealth('a', look(1, { state: 'slow' }))
    store.sites.recordHealth(
      'b',
      look(5, { state: 'unreachable', latencyMs: null, code: 'site-unreachable' })
    )
    expect(store.sites.health()).toEqual(
      new Map([
        ['a', look(2)],
        ['b', look(5, { state: 'unreachable', latencyMs: null, code: 'site-unreachable' })]
      ])
    )
    expect(store.sites.healthHistory('a', 1)).toEqual([look(2)])
    expect(store.sites.healthHistory('a', 9)).toEqual([look(2), look(1, { state: 'slow' })])
  })

  test('of one moment is kept once, the last one told', () => {
    store.sites.insert(site('a'))
    store.sites.recordHealth('a', look(1))
    store.sites.recordHealth('a', look(1, { state: 'slow' }))
    expect(store.sites.healthHistory('a', 9)).toEqual([look(1, { state: 'slow' })])
  })

  test('of a site that was removed meanwhile is dropped', () => {
    store.sites.recordHealth('gone', look(1))
    expect(store.sites.health().size).toBe(0)
  })

  test('does not grow without end', () => {
    store.sites.insert(site('a'))
    store.transactions.run(() => {
      for (let at = 0; at < 2_100; at += 1) store.sites.recordHealth('a', look(at))
    })
    const history = store.sites.healthHistory('a', 9_999)
    expect(history).toHaveLength(2_000)
    expect(history[0]).toEqual(look(2_099))
  })
})

test('places on the graph are kept, moved and given up', () => {
  store.sites.insert(site('a'))
  store.layout.place('a', { x: 1.5, y: -2 })
  store.layout.place('a', { x: 3, y: 4 })
  expect(store.layout.positions()).toEqual(new Map([['a', { x: 3, y: 4 }]]))
  store.layout.place('a', null)
  expect(store.layout.positions().size).toBe(0)
})
